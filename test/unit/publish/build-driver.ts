// The driver as a program: Node 20 cannot run TypeScript.
import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** Builds it, with the checkpoints at which the crash test kills it; returns where it is. */
export const buildDriver = (): Promise<string> => buildWith([]);

/**
 * Builds it so that at the first checkpoint whose name matches `AT` it does what the shell makes of
 * `DO`: what other programs may do at any moment.
 */
export const buildInterruptedDriver = (): Promise<string> =>
  buildWith([
    {
      name: 'interruption',
      setup: (bundler) => {
        bundler.onLoad({ filter: /base\/checkpoint\.ts$/ }, () => ({
          loader: 'ts',
          contents: `
            import { execFileSync } from 'node:child_process';
            const at = new RegExp('^' + (process.env['AT'] ?? '') + '$');
            let done = false;
            export function checkpoint(name: string): void {
              if (done || !at.test(name)) return;
              done = true;
              execFileSync('sh', ['-ec', process.env['DO'] ?? ''], { stdio: 'inherit' });
            }`,
        }));
      },
    },
  ]);

async function buildWith(plugins: Plugin[]): Promise<string> {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'publish-driver-')));
  const outfile = join(directory, 'driver.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'driver.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    define: { CRASH_TEST: 'true' },
    plugins,
  });
  return outfile;
}
