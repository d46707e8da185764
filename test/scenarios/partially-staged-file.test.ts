import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const services = { 'apps/web': { '*.txt': 'strip-trailing' } };

test('unstaged lines above, between and below fixes stay unstaged and where they were', async () => {
  const repo = scenario({
    head: { 'apps/web/a.txt': 'one\nthree\n' },
    index: { 'apps/web/a.txt': 'one\ntwo  \nthree\nfour  \n' },
    worktree: { 'apps/web/a.txt': 'ZERO  \none\ntwo  \nMIDDLE\nthree\nfour  \nFIVE  \n' },
    services,
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state()).toEqual({
    head: { 'apps/web/a.txt': 'one\ntwo\nthree\nfour\n' },
    index: { 'apps/web/a.txt': 'one\ntwo\nthree\nfour\n' },
    worktree: { 'apps/web/a.txt': 'ZERO  \none\ntwo\nMIDDLE\nthree\nfour\nFIVE  \n' },
  });
});
