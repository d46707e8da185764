import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('links, deletions and intents to add are committed or left as git does it, none is followed', async () => {
  const repo = scenario({
    head: {
      'apps/web/becomes link.txt': 'a\n',
      'apps/web/removed from the index only.txt': 'a\n',
      'apps/web/becomes directory.txt': 'a\n',
      'private.txt': 'secret\n',
    },
    index: {
      'apps/web/a.txt': 'a\n',
      'apps/web/becomes link.txt': { link: '../../private.txt' },
      'apps/web/becomes directory.txt': null,
      'apps/web/becomes directory.txt/in.txt': 'in\n',
      'apps/web/dangling.txt': { link: 'nowhere' },
      'apps/web/directory.txt': { link: '.' },
      'apps/web/outside.txt': { link: '/etc/hostname' },
      'apps/web/removed from the index only.txt': null,
    },
    worktree: {
      'apps/web/removed from the index only.txt': 'a\nmine\n',
      'apps/web/intended.txt': 'a\n',
    },
    services: { 'apps/web': { '*.txt': 'upper' } },
  });
  repo.git('add', '-N', 'apps/web/intended.txt');
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  const fixed = {
    'apps/web/a.txt': 'A\n',
    'apps/web/becomes link.txt': { link: '../../private.txt' },
    'apps/web/becomes directory.txt/in.txt': 'IN\n',
    'apps/web/dangling.txt': { link: 'nowhere' },
    'apps/web/directory.txt': { link: '.' },
    'apps/web/outside.txt': { link: '/etc/hostname' },
    'private.txt': 'secret\n',
  };
  expect(repo.state()).toEqual({
    head: fixed,
    index: { ...fixed, 'apps/web/intended.txt': '' },
    worktree: {
      ...fixed,
      'apps/web/removed from the index only.txt': 'a\nmine\n',
      'apps/web/intended.txt': 'a\n',
    },
  });
  expect(repo.git('diff', '--name-status')).toBe('A\tapps/web/intended.txt\n');
});
