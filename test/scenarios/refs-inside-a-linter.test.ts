import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('git inside a linter knows loose and packed branches and tags, the newer of both', async () => {
  const repo = scenario({
    head: { 'a.txt': 'a\n' },
    services: { '.': { '*.txt': 'git-refs' } },
  });
  repo.git('tag', 'packed');
  repo.git('branch', 'moved');
  repo.git('pack-refs', '--all');
  repo.git('commit', '-q', '--allow-empty', '-m', 'newer', '--no-verify');
  repo.git('branch', '-f', 'moved');
  repo.git('tag', 'loose/one');
  repo.write({
    'node_modules/.bin/git-refs': {
      executable: '#!/bin/sh\ngit for-each-ref "--format=%(refname) %(objectname)"\nexit 1\n',
    },
  });
  repo.write({ 'a.txt': 'b\n' });
  repo.git('add', 'a.txt');
  const expected = repo.git('for-each-ref', '--format=%(refname) %(objectname)');
  expect((await repo.switchyard(['run'])).stdout).toContain(expected.trim());
});
