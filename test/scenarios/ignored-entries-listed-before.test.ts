import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario, type Scenario } from '../support/scenario.ts';

const repository = (): Scenario =>
  scenario({
    head: {
      'apps/web/a.txt': 'a\n',
      'apps/web/.gitignore': '*.env\n',
      'apps/web/deep/b.txt': 'b\n',
    },
    worktree: { 'apps/web/one.env': 'one\n', 'apps/web/two.cfg': 'two\n' },
    services: { 'apps/web': { '*.txt': 'show' } },
    linters: {
      show: '#!/bin/sh\necho in the checkout: $(ls -d *.env *.cfg *.md */*.env 2>/dev/null)\nexit 1\n',
    },
  });

/** Stages a change and runs; returns what the linter found in `apps/web`, and whether git listed ignored entries. */
async function look(repo: Scenario): Promise<{ found: string; listed: boolean }> {
  appendFileSync(join(repo.directory, 'apps/web/a.txt'), 'more\n');
  repo.git('add', 'apps/web/a.txt');
  const { stdout, stderr } = await repo.switchyard(['run', '--verbose']);
  const [, found = 'not run'] = /^in the checkout:(.*)$/m.exec(stdout + stderr) ?? [];
  return { found: found.trim(), listed: stderr.includes('git ls-files') };
}

function put(repo: Scenario, path: string, text: string): void {
  const file = join(repo.directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const BEFORE = 'one.env';

test('git does not list again what it ignores while only files that it knows change', async () => {
  const repo = repository();
  put(repo, 'apps/web/new.md', 'new\n');
  repo.git('add', 'apps/web/new.md');
  expect(await look(repo)).toEqual({ found: 'new.md one.env', listed: true });
  expect(await look(repo)).toEqual({ found: 'new.md one.env', listed: false });
  repo.git('commit', '-q', '--no-verify', '-m', 'with what was staged');
  put(repo, 'apps/web/two.cfg', 'edited in place\n');
  expect(await look(repo)).toEqual({ found: 'new.md one.env', listed: false });
  put(repo, 'new', 'saved as editors do\n');
  renameSync(join(repo.directory, 'new'), join(repo.directory, 'apps/web/two.cfg'));
  expect(await look(repo)).toEqual({ found: 'new.md one.env', listed: false });
});

test('git lists less after a commit with fixes, and at a commit that was left', async () => {
  const repo = scenario({
    head: { 'apps/web/a.txt': 'a\n' },
    worktree: { 'apps/web/one.env': 'one\n' },
    services: { 'apps/web': { '*.txt': 'upper' } },
    linters: { upper: '#!/bin/sh\ntext=$(tr a-z A-Z <"$1")\nprintf "%s\\n" "$text" >"$1"\n' },
  });
  const listings = async (text: string): Promise<number> => {
    repo.write({ 'apps/web/a.txt': text });
    repo.git('add', 'apps/web/a.txt');
    const { exitCode, stderr } = await repo.switchyard(['run', '--verbose']);
    expect(exitCode, stderr).toBe(0);
    repo.git('commit', '-q', '--no-verify', '-m', text);
    return stderr.match(/git ls-files/g)?.length ?? 0;
  };
  await listings('a\nb\n');
  expect(await listings('A\nB\nC\n')).toBe(0);
  repo.git('checkout', '-q', 'HEAD~2');
  expect(await listings('A\nD\n')).toBe(1); // ignored entries: other files may be tracked
});

const CHANGES: Record<string, [change: (repo: Scenario) => void, found: string]> = {
  'an ignored file is new': [
    (repo) => {
      put(repo, 'apps/web/two.env', 'two\n');
    },
    'one.env two.env',
  ],
  'an ignored file is new in a directory that has others': [
    (repo) => {
      put(repo, 'apps/web/deep/two.env', 'two\n');
    },
    'deep/two.env one.env',
  ],
  'an ignored file is new in a new directory': [
    (repo) => {
      put(repo, 'apps/web/other/two.env', 'two\n');
    },
    'one.env other/two.env',
  ],
  'an ignored file is gone': [
    (repo) => {
      rmSync(join(repo.directory, 'apps/web/one.env'));
    },
    '',
  ],
  'an ignored file has another name': [
    (repo) => {
      const at = (name: string): string => join(repo.directory, 'apps/web', name);
      renameSync(at('one.env'), at('two.env'));
    },
    'two.env',
  ],
  'a pattern was added in place': [
    (repo) => {
      appendFileSync(join(repo.directory, 'apps/web/.gitignore'), '*.cfg\n');
    },
    'one.env two.cfg',
  ],
  'a pattern was added as editors save': [
    (repo) => {
      const file = join(repo.directory, 'apps/web/.gitignore');
      writeFileSync(`${file}.new`, '*.env\n*.cfg\n');
      renameSync(`${file}.new`, file);
    },
    'one.env two.cfg',
  ],
  'an ignored directory is in place of an ignored file': [
    (repo) => {
      rmSync(join(repo.directory, 'apps/web/one.env'));
      put(repo, 'apps/web/one.env/two.env', 'two\n');
    },
    'one.env one.env/two.env',
  ],
  'a pattern was taken away, and that is staged': [
    (repo) => {
      put(repo, 'apps/web/.gitignore', '# none\n');
      repo.git('add', '.gitignore', 'apps/web/.gitignore');
    },
    '',
  ],
  'a pattern is in info/exclude': [
    (repo) => {
      put(repo, '.git/info/exclude', '*.cfg\n');
    },
    'one.env two.cfg',
  ],
  'a setting names other patterns': [
    (repo) => {
      put(repo, '.git/patterns', '*.cfg\n');
      repo.git('config', 'core.excludesFile', join(repo.directory, '.git/patterns'));
    },
    'one.env two.cfg',
  ],
  'patterns of the user’s': [
    (repo) => {
      const { HOME = '' } = repo.environment;
      mkdirSync(join(HOME, '.config/git'), { recursive: true });
      writeFileSync(join(HOME, '.config/git/ignore'), '*.cfg\n');
    },
    'one.env two.cfg',
  ],
  'an ignored file is tracked': [
    (repo) => {
      put(repo, 'apps/web/one.env', 'staged\n');
      repo.git('add', '-f', 'apps/web/one.env');
    },
    'one.env',
  ],
};

test.each(Object.entries(CHANGES))('what a linter finds when %s', async (_, [change, found]) => {
  const repo = repository();
  expect(await look(repo)).toEqual({ found: BEFORE, listed: true });
  expect(await look(repo)).toEqual({ found: BEFORE, listed: false });
  change(repo);
  expect(await look(repo)).toEqual({ found, listed: true });
  expect((await look(repo)).found).toBe(found);
});

test('a tracked file that matches a pattern is ignored when git forgets it', async () => {
  const repo = repository();
  repo.git('add', '-f', 'apps/web/one.env');
  repo.git('commit', '-q', '--no-verify', '-m', 'tracked');
  expect(await look(repo)).toEqual({ found: BEFORE, listed: true });
  repo.git('rm', '-q', '--cached', 'apps/web/one.env');
  put(repo, 'apps/web/one.env', 'the user’s\n');
  expect(await look(repo)).toEqual({ found: BEFORE, listed: true });
});

test('a commit that was checked out has other tracked files', async () => {
  const repo = repository();
  repo.git('commit', '-q', '--no-verify', '--allow-empty', '-m', 'second');
  repo.git('add', '-f', 'apps/web/one.env');
  repo.git('commit', '-q', '--no-verify', '-m', 'third');
  expect(await look(repo)).toEqual({ found: BEFORE, listed: true });
  expect(await look(repo)).toEqual({ found: BEFORE, listed: false });
  repo.git('reset', '-q', '--mixed', 'HEAD~1');
  expect(await look(repo)).toEqual({ found: BEFORE, listed: true });
});

test('the list is of the future, since the clock was set back', async () => {
  const repo = repository();
  expect(await look(repo)).toEqual({ found: BEFORE, listed: true });
  const file = join(repo.directory, '.git/switchyard/ignored.json');
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { since: string };
  const hour = 3_600_000_000_000n;
  writeFileSync(file, JSON.stringify({ ...kept, since: String(BigInt(kept.since) + hour) }));
  put(repo, 'apps/web/two.env', 'two\n');
  expect((await look(repo)).found).toBe('one.env two.env');
});

test.each([
  ['ignored', 'patterns', []],
  ['references', 'rules', 'others'],
])('another version, with other rules, kept the list in %s.json', async (name, key, value) => {
  const repo = repository();
  expect(await look(repo)).toEqual({ found: BEFORE, listed: true });
  expect(await look(repo)).toEqual({ found: BEFORE, listed: false });
  const file = join(repo.directory, `.git/switchyard/${name}.json`);
  const kept = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...kept, [key]: value }));
  expect(await look(repo)).toEqual({ found: BEFORE, listed: true });
});
