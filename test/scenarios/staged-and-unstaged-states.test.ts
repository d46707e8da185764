import { expect, test } from 'vitest';
import type { Changes, Content, Files } from '../support/content.ts';
import { scenario } from '../support/scenario.ts';

/** What HEAD holds, and how the commit will have `path`: the linter makes capitals. */
const staged: Record<string, (path: string) => { head: Files; index: Changes; fixed: Content }> = {
  added: (path) => ({ head: {}, index: { [path]: 'a\n' }, fixed: 'A\n' }),
  modified: (path) => ({ head: { [path]: 'x\n' }, index: { [path]: 'a\n' }, fixed: 'A\n' }),
  renamed: (path) => ({
    head: { [`old/${path}`]: 'a\n' },
    index: { [`old/${path}`]: null, [path]: 'a\n' },
    fixed: 'A\n',
  }),
  copied: (path) => ({
    head: { [`old/${path}`]: 'a\n' },
    index: { [path]: 'a\n' },
    fixed: 'A\n',
  }),
  executable: (path) => ({
    head: { [path]: 'a\n' },
    index: { [path]: { executable: 'a\n' } },
    fixed: { executable: 'A\n' },
  }),
  'no longer a link': (path) => ({
    head: { [path]: { link: 'nowhere' } },
    index: { [path]: 'a\n' },
    fixed: 'A\n',
  }),
};

/** What is done to the working file, and what is there afterwards. */
const unstaged: Record<string, (path: string, fixed: Content) => [Changes, Files]> = {
  nothing: (path, fixed) => [{}, { [path]: fixed }],
  edited: (path) => [{ [path]: 'a\nmine\n' }, { [path]: 'A\nmine\n' }],
  deleted: (path) => [{ [path]: null }, {}],
  executable: (path) => [{ [path]: { executable: 'a\n' } }, { [path]: { executable: 'A\n' } }],
  link: (path) => [{ [path]: { link: '../../b.txt' } }, { [path]: { link: '../../b.txt' } }],
  directory: (path) => [{ [path]: null, [`${path}/a`]: 'a\n' }, { [`${path}/a`]: 'a\n' }],
};

const cases = Object.entries(staged).flatMap(([name, before]) =>
  Object.entries(unstaged).map(([change, after]) => {
    const path = `apps/web/${name}, then ${change}.txt`;
    const { head, index, fixed } = before(path);
    const [worktree, left] = after(path, fixed);
    return { head, index, worktree, committed: { [path]: fixed }, left };
  }),
);

const all = <Value>(
  of: (one: (typeof cases)[number]) => Readonly<Record<string, Value>>,
): Record<string, Value> => Object.fromEntries(cases.flatMap((one) => Object.entries(of(one))));

test('every pair: the fix is committed, and comes to where the file still is one', async () => {
  const repo = scenario({
    head: { 'b.txt': 'b\n', ...all(({ head }) => head) },
    index: all(({ index }) => index),
    worktree: all(({ worktree }) => worktree),
    services: { 'apps/web': { '*.txt': 'upper' } },
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  const copied = Object.keys(unstaged).map((change) => `old/apps/web/copied, then ${change}.txt`);
  const others = Object.fromEntries([
    ['b.txt', 'b\n'],
    ...copied.map((path) => [path, 'a\n']),
  ]) as Files;
  const fixed = { ...all(({ committed }) => committed), ...others };
  expect(repo.state()).toEqual({
    head: fixed,
    index: fixed,
    worktree: { ...all(({ left }) => left), ...others },
  });
});
