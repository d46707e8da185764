import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'4'.repeat(64)}\nsize 12345\n`;

const staged = (linter: string) =>
  scenario({
    head: { '.gitattributes': '*.txt filter=lfs -text\n' },
    // As `git lfs install --skip-smudge` has it: content is cleaned, and comes back as its pointer.
    settings: { 'filter.lfs.clean': `printf '${pointer.replaceAll('\n', '\\n')}'` },
    index: { 'apps/web/a.txt': 'content\n' },
    worktree: { 'apps/web/a.txt': 'content\nmine\n' },
    services: { 'apps/web': { '*.txt': linter } },
  });

test('a linter that would change it is refused: no fix of a pointer is committed', async () => {
  const repo = staged('upper');
  const before = repo.fingerprint();
  const { exitCode, stderr } = await repo.commit();
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /changed the Git LFS pointer of apps\/web\/a\.txt\.[^]*\nNothing was changed\.\n$/,
  );
  expect(repo.fingerprint()).toEqual(before);
});

test('a linter that leaves it alone passes, and the pointer is committed', async () => {
  const repo = staged('strip-trailing');
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.git('show', 'HEAD:apps/web/a.txt')).toBe(pointer);
  expect(repo.state().worktree).toEqual({
    'apps/web/a.txt': 'content\nmine\n',
    '.gitattributes': '*.txt filter=lfs -text\n',
  });
});
