import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { linted, scenario, type Scenario } from '../support/scenario.ts';

const SHIMS = '../pyenv/shims';

/** What people and programs do between two runs that changes nothing for linters. */
const events: Readonly<Record<string, (repo: Scenario) => unknown>> = {
  'a commit, undone': (repo) => {
    repo.git('commit', '-q', '--no-verify', '-m', 'x');
    repo.git('reset', '-q', '--soft', 'HEAD^');
  },
  'changes put aside and taken back': (repo) => {
    repo.git('stash', '-q');
    repo.git('stash', 'pop', '-q', '--index');
  },
  'another branch, and back': (repo) => {
    repo.git('checkout', '-q', '-b', 'other');
    repo.git('checkout', '-q', 'main');
    repo.git('branch', '-q', '-D', 'other');
  },
  'git moves refs to another file': (repo) => repo.git('pack-refs', '--all'),
  'a neighbour that configuration names, unchanged but for git and Python': (repo) => {
    repo.write({ '../shared/.git/index': 'again', '../shared/__pycache__/x.pyc': 'again' });
  },
  'something beside the repository, where configuration has `../../*`': (repo) => {
    repo.write({ '../other/x.js': 'again' });
  },
  'an editor at work': (repo) => {
    repo.write({ '.a.txt.swp': '', 'a.txt~': '', '#a.txt#': '', '.#a.txt': { link: 'me@here' } });
  },
  'tests that were run': (repo) => {
    repo.write({
      'coverage/lcov.info': '',
      'test-results/x.json': '',
      '.pytest_cache/x': '',
      'node_modules/.cache/x': '',
      'apps/web/node_modules/.vite/x': '',
      'npm-debug.log': '',
      '.rspec_status': '',
      '.next/cache/x': 'again',
    });
  },
  'a Rails server': (repo) => {
    repo.write({ 'tmp/cache/bootsnap/x': 'again', 'tmp/pids/server.pid': '' });
    repo.write({ 'storage/development.sqlite3': '', 'storage/development.sqlite3-wal': '' });
  },
  'a shell': (repo) => {
    repo.write({ '../home/.zsh_history': '', '../home/.z': '', [`${SHIMS}/.pyenv-shim`]: '' });
    repo.write({ [`${SHIMS}/.pyenv-shim`]: null });
  },
};

test('nothing that linters see has changed: none is started', async () => {
  const repo = scenario({
    head: { '.gitignore': '*~\n#*#\ncoverage/\ntest-results/\n.next/\ntmp/*\nstorage/*\n!.keep\n' },
    index: {
      'apps/web/b.md': '',
      'a.txt': 'a\n',
      'bin/rails': '',
      'lib/eslint.config.js': "export default ['../../*'];\n",
      'tmp/.keep': '',
      'storage/.keep': '',
      '.rubocop.yml': 'inherit_from: ../shared/x.yml\n',
      'eslint.config.js': "open('/proc/self/status'), open('/dev/null'), open('/proc/self')\n",
    },
    worktree: {
      '../shared/x.yml': '',
      '../other/x.js': '',
      '../shared/.git/index': '',
      '../shared/__pycache__/x.pyc': '',
      '../node/bin/x': '',
      [`${SHIMS}/tool`]: { executable: '#!/bin/sh\n' },
      [`${SHIMS}/yarn`]: { executable: '#!/bin/sh\n' }, // with Plug'n'Play
      '.next/types/x.d.ts': '',
      '.next/cache/x': '',
      'tmp/cache/bootsnap/x': '',
    },
    services: { '.': { '*.txt': ['echo-args', 'tool', 'yarn program-of-a-package'] } },
  });
  const shims = `${dirname(repo.directory)}/pyenv/shims`;
  const run = async (more = {}): Promise<number> => {
    const shell = `../fnm_multishells/${String(Math.random())}`;
    repo.write({ [shell]: { link: '../node' } });
    const PATH = `${repo.directory}/${shell}/bin:${shims}:${process.env.PATH ?? ''}`;
    const env = { PATH, ...more };
    const { exitCode, stdout, stderr } = await repo.switchyard(['run'], { env });
    expect(exitCode, stdout + stderr).toBe(0);
    return linted(repo).length;
  };
  const found: Record<string, number> = {};
  await setTimeout(100); // what has changed just before is not remembered
  expect(await run()).toBe(1);
  for (const [what, happen] of Object.entries(events)) {
    happen(repo);
    found[what] = await run();
  }
  expect(found).toEqual(Object.fromEntries(Object.keys(events).map((what) => [what, 1])));
  const terminal = {
    TERM: 'screen',
    TERM_SESSION_ID: '1',
    TMUX: '1',
    VSCODE_IPC_HOOK: '1',
    SHLVL: '2',
  };
  expect(await run(terminal)).toBe(1);
});
