// Runs one block of a document in the example's repository. What a block may be is listed here; any other
// kind fails.
import { readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { isConfigurationName } from '../../../tools/config/configuration-names.ts';
import { TOP } from '../binary.ts';
import type { Example } from './example.ts';
import type { Block } from './read-document.ts';
import { openRegistry } from './registry.ts';
import { runPipeline } from './run-pipeline.ts';

type Run = (block: Block, example: Example) => Promise<void>;

/** Blocks that are no file of the example's. */
const PLAIN: Readonly<Record<string, Run>> = {
  sh: async ({ text, place }, { shell }) => {
    const registry = text.includes('npm install') ? await openRegistry() : NO_REGISTRY;
    const script = await shell(text, { npm_config_registry: registry });
    expect(script, `${place}: ${script.stderr}`).toMatchObject({ exitCode: 0 });
  },
  // Commands behind `$ `, each with all that it prints.
  console: async ({ text, place }, { shell }) => {
    const transcript: string[] = [];
    for (const [command = ''] of text.split(/^\$ /m).slice(1).map(lines)) {
      const { stdout } = await shell(`exec 2>&1\n${command}`);
      transcript.push(`$ ${command}`, ...lines(withoutTimes(stdout)));
    }
    expect(transcript, place).toEqual(lines(withoutTimes(text)));
  },
  // Commands of this repository, which run all tests or more: they have to be there.
  'sh here': ({ text, place }) => {
    const { scripts } = JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8')) as Package;
    const known = ['npm ci', 'npm test', ...Object.keys(scripts).map((name) => `npm run ${name}`)];
    const commands = lines(text).map((line) => line.replace(/ +#.*$/, '').replace(/ -- .*$/, ''));
    for (const command of commands) expect(known, place).toContain(command);
    return Promise.resolve();
  },
};

const NO_REGISTRY = 'http://127.0.0.1:1/';

interface Package {
  readonly scripts: Readonly<Record<string, string>>;
}

/** Blocks that are a file, by its path; they have been written and staged. */
const FILES: readonly (readonly [(path: string) => boolean, Run])[] = [
  [
    (path) => isConfigurationName(basename(path)),
    async ({ place }, { directory, git, shell, stage }) => {
      const paths = git('ls-files').trim().split('\n');
      const explained = await shell(`switchyard explain --json ${paths.join(' ')}`);
      expect(explained, place).toMatchObject({ exitCode: 0, stderr: '' });
      expect(explained.stdout, `${place}: no file has a task`).toContain('"pattern"');
      expect(await shell('switchyard run'), place).toMatchObject({ exitCode: 0, stderr: '' });
      // As if never run: what passed would be remembered.
      rmSync(join(directory, '.git/switchyard'), { recursive: true });
      stage();
    },
  ],
  [
    (path) => /^lefthook(-local)?\.yml$/.test(path),
    async ({ place }, { shell }) => {
      expect(await shell('lefthook validate'), place).toMatchObject({ exitCode: 0 });
    },
  ],
  [
    (path) => path === '.husky/pre-commit',
    async ({ file, place }, { git, shell }) => {
      git('config', 'core.hooksPath', '.husky/_'); // as husky does
      expect(await shell(`sh -e ${file ?? ''}`), place).toMatchObject({ exitCode: 0 });
    },
  ],
  [
    (path) => path === '.pre-commit-config.yaml',
    ({ text, place }) => {
      expect(parse(text), place).toHaveProperty('repos');
      return Promise.resolve();
    },
  ],
  [
    (path) => /^(\.github\/workflows|\.buildkite)\/|^\.gitlab-ci\.yml$|^ci\.sh$/.test(path),
    runPipeline,
  ],
];

export async function runBlock(block: Block, example: Example): Promise<void> {
  const { file, info, place, text } = block;
  const plain = PLAIN[info];
  if (plain !== undefined) return plain(block, example);
  const run = FILES.find(([isIt]) => file !== undefined && isIt(file))?.[1];
  if (run === undefined || file === undefined)
    throw new Error(`${place}: nothing runs \`${info}\``);
  example.write({ [file]: text });
  example.git('add', '--', file);
  await run(block, example);
}

const lines = (text: string): string[] => text.replace(/\n+$/, '').split('\n');

const withoutTimes = (text: string): string => text.replace(/\d+\.\d s\b/g, '0.1 s');
