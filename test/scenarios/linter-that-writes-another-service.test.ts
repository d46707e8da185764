import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

/** Both services have a staged file; `a`'s linter writes b's, `b`'s makes letters capital ones. */
const both = (a: string, b = 'upper "$1"') =>
  scenario({
    head: { 'a/a.txt': 'old\n', 'b/b.txt': 'old\n' },
    index: { 'a/a.txt': 'a\n', 'b/b.txt': 'b\n' },
    services: { a: { '*.txt': 'write-b' }, b: { '*.txt': ['lint-b', 'end-b'] } },
    linters: {
      'write-b': `#!/bin/sh\n${a}\ntouch ../a-ended\n`,
      'lint-b': `#!/bin/sh\n${b}\n`,
      'end-b': '#!/bin/sh\ntouch ../b-ended\n',
    },
  });

const WHEN_B_HAS_ENDED = 'while [ ! -e ../b-ended ]; do sleep 0.02; done; sleep 0.3';
const REFUSED = '✗ b: a linter of another service changed b/b.txt when its own had ended.\n';

test('when that one’s linters have ended: refused by name, nothing is changed', async () => {
  const repo = both(`${WHEN_B_HAS_ENDED}\necho from a >>../b/b.txt`);
  const before = repo.fingerprint();
  const { exitCode, stderr } = await repo.commit();
  expect(exitCode).toBe(1);
  expect(stderr).toContain(REFUSED);
  expect(stderr).toMatch(/Nothing was changed\.\n$/);
  expect(repo.fingerprint()).toEqual(before);
});

test('it takes back what they have fixed: the same, in `check` too', async () => {
  const repo = both(`${WHEN_B_HAS_ENDED}\necho b >../b/b.txt`);
  for (const command of ['run', 'check']) {
    const { exitCode, stdout, stderr } = await repo.switchyard([command]);
    expect(exitCode, command).toBe(1);
    expect(stdout + stderr, command).toContain(REFUSED);
  }
});

test('it writes what is there already: that is no change', async () => {
  const repo = both(`${WHEN_B_HAS_ENDED}\necho B >../b/b.txt`);
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state().head['b/b.txt']).toBe('B\n');
});

test('before that one’s linters have ended: they see it, and their result is committed', async () => {
  const wait = 'while [ ! -e ../a-ended ]; do sleep 0.02; done';
  const repo = both('echo from a >>../b/b.txt', `${wait}\nupper "$1"`);
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state().head['b/b.txt']).toBe('B\nFROM A\n');
});
