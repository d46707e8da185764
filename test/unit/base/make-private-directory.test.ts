import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';

test('several processes make the same directories at the same time: none of them fails', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'directories-'));
  onTestFinished(() => {
    rmSync(directory, { recursive: true });
  });
  const program = join(directory, 'make.mjs');
  await build({
    stdin: {
      contents: `import { makePrivateDirectory } from './tools/base/files.ts';
        for (let at = 0; at < 300; at += 1) makePrivateDirectory(\`${directory}/\${at}/a/b\`);`,
      resolveDir: join(import.meta.dirname, '../../..'),
    },
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  const make = () => execa(process.execPath, [program], { reject: false, extendEnv: false });
  const ended = await Promise.all([make(), make(), make()]);
  expect(ended.map(({ stderr }) => stderr)).toEqual(['', '', '']);
});
