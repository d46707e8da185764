import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { read } from '../support/content.ts';
import { gitOutput } from '../support/sandbox.ts';
import { scenario, type Scenario } from '../support/scenario.ts';

test.each<[string, (repo: Scenario) => Record<string, string>]>([
  ['traces', () => ({ GIT_TRACE: '1', GIT_TRACE_SETUP: '1', GIT_TRACE2_EVENT: '2' })],
  ['literal pathspecs', () => ({ GIT_LITERAL_PATHSPECS: '1' })],
  ['glob pathspecs', () => ({ GIT_GLOB_PATHSPECS: '1' })],
  ['no glob pathspecs', () => ({ GIT_NOGLOB_PATHSPECS: '1' })],
  ['pathspecs without case', () => ({ GIT_ICASE_PATHSPECS: '1' })],
  ['another diff', () => ({ GIT_EXTERNAL_DIFF: 'false', GIT_DIFF_OPTS: '--unified=0' })],
  ['other programs', () => ({ GIT_PAGER: 'false', GIT_EDITOR: 'false', GIT_ASKPASS: 'false' })],
  ['another format', () => ({ GIT_DEFAULT_HASH: 'sha256', GIT_INDEX_VERSION: '4' })],
  ['no optional locks', () => ({ GIT_OPTIONAL_LOCKS: '0', GIT_NAMESPACE: 'other' })],
  [
    'settings',
    () => ({
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.autocrlf',
      GIT_CONFIG_VALUE_0: 'input',
    }),
  ],
  ['directories', ({ directory }) => ({ GIT_DIR: `${directory}/.git`, GIT_WORK_TREE: directory })],
  ['relative directories', () => ({ GIT_DIR: '.git', GIT_WORK_TREE: '.' })],
  ['a relative directory of objects', () => ({ GIT_OBJECT_DIRECTORY: '.git/objects' })],
  ['a relative common directory', () => ({ GIT_DIR: '.git', GIT_COMMON_DIR: '.git' })],
  ['an index of its own', ({ directory }) => ({ GIT_INDEX_FILE: `${directory}/../index` })],
  [
    'objects elsewhere',
    ({ directory }) => {
      mkdirSync(join(directory, '../objects'));
      return {
        GIT_OBJECT_DIRECTORY: join(directory, '../objects'),
        GIT_ALTERNATE_OBJECT_DIRECTORIES: join(directory, '.git/objects'),
      };
    },
  ],
])('%s: the fix is committed, the edit stays', async (_, variables) => {
  const repo = scenario({
    head: { 'apps/web/b.txt': 'b\n' },
    services: { 'apps/web': { '*.txt': 'upper' } },
  });
  const env = variables(repo);
  const git = (...args: string[]): string =>
    gitOutput(args, { cwd: repo.directory, env: { ...repo.environment, ...env } }).toString();
  git('read-tree', 'HEAD');
  repo.write({ 'apps/web/[a].txt': 'a\n' });
  git('add', 'apps');
  repo.write({ 'apps/web/[a].txt': 'a\nmine\n' });
  const { exitCode, stderr } = await repo.commit(['-m', 'change'], { env });
  expect(exitCode, stderr).toBe(0);
  expect(git('show', 'HEAD:apps/web/[a].txt')).toBe('A\n');
  expect(git('show', ':apps/web/[a].txt')).toBe('A\n');
  expect(read(repo.directory, 'apps/web/[a].txt')).toBe('A\nmine\n');
  expect(read(repo.directory, 'apps/web/b.txt')).toBe('b\n');
});
