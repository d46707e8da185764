// A directory of real files as the source of a configuration.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';
import { Failure } from '../../../tools/base/errors.ts';
import { absolutePath, repoPath, type AbsolutePath } from '../../../tools/base/paths.ts';
import { isConfigurationName } from '../../../tools/config/configuration-names.ts';
import { HOST_ARGUMENT } from '../../../tools/config/host-messages.ts';
import {
  readConfiguration,
  type Configuration,
  type ConfigurationSource,
} from '../../../tools/config/read-configuration.ts';

/** Writes files into a new directory, which is gone after the test. */
export function writeFiles(files: Readonly<Record<string, string>>): AbsolutePath {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'switchyard-config-')));
  onTestFinished(() => {
    rmSync(top, { recursive: true });
  });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), content);
  }
  return absolutePath(top);
}

export interface Reads {
  readonly read: string[];
  readonly located: string[];
}

/** The configuration of `files` for `paths`; `reads` gets what was looked at. */
export async function configurationOf(
  files: Readonly<Record<string, string>>,
  paths: readonly string[],
  {
    hostProgram = [],
    reads = { read: [], located: [] },
  }: {
    readonly hostProgram?: readonly string[];
    readonly reads?: Reads;
  } = {},
): Promise<Configuration> {
  const top = writeFiles(files);
  const source: ConfigurationSource = {
    files: readdirSync(top, { recursive: true, encoding: 'utf8' })
      .filter((path) => isConfigurationName(basename(path)))
      .map((path) => ({
        path: repoPath(path),
        read: () => {
          reads.read.push(path);
          return readFile(join(top, path));
        },
        locate: () => {
          reads.located.push(path);
          return Promise.resolve(absolutePath(join(top, path)));
        },
      })),
    paths: paths.map(repoPath),
    exists: (directory) =>
      Promise.resolve(
        statSync(join(top, directory), { throwIfNoEntry: false })?.isDirectory() === true,
      ),
    linkAt: () => Promise.resolve(undefined),
    hostProgram,
    signal: new AbortController().signal,
  };
  const configuration = await readConfiguration(source);
  onTestFinished(() => configuration.close());
  return configuration;
}

/** `directory: declaredIn` of each service. */
export async function declaredBy(
  files: Readonly<Record<string, string>>,
  paths: readonly string[],
): Promise<Record<string, string>> {
  const { services } = await configurationOf(files, paths);
  return Object.fromEntries(
    services.map(({ directory, declaredIn }) => [directory || '.', declaredIn]),
  );
}

/** The failure that `promise` ends in. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw new Error(`Expected a failure, got ${String(error)}.`, { cause: error });
}

/** Builds a host; the argv that starts it. Call once a test file. */
export async function buildHost(directory: string): Promise<string[]> {
  const outfile = join(directory, 'host.mjs');
  await build({
    stdin: {
      contents: `import { hostConfiguration } from './host-configuration.ts'; await hostConfiguration();`,
      resolveDir: new URL('../../../tools/config', import.meta.url).pathname,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile,
  });
  return [process.execPath, outfile, HOST_ARGUMENT];
}
