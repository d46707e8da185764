import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

/** Two services whose linters make upper case, and the environment that the hook's rc file sets. */
function hook() {
  const repo = scenario({
    head: { 'a/a.txt': 'A\n', 'b/b.txt': 'B\n' },
    index: { 'a/a.txt': 'a\n', 'b/b.txt': 'b\n' },
    services: { a: { '*.txt': 'upper' }, b: { '*.txt': 'upper' } },
  });
  const env = { SWITCHYARD_RUN: `${process.pid}-1`, SWITCHYARD_TOP: repo.directory };
  const job = (...args: string[]) => repo.switchyard(args, { env });
  const index = () => repo.state().index;
  return { repo, job, index };
}

test('the jobs of a hook publish together', async () => {
  const { repo, job, index } = hook();
  repo.write({ 'a/a.txt': 'a\nx\n' });
  repo.git('add', '.');
  expect(await job('lint', 'a')).toMatchObject({ exitCode: 0 });
  expect(await job('lint', 'b')).toMatchObject({ exitCode: 0 });
  expect(await job('publish')).toMatchObject({ exitCode: 0 });
  expect(index()).toMatchObject({ 'a/a.txt': 'A\nX\n', 'b/b.txt': 'B\n' });
});

test('what was linted is staged anew before publish: nothing is published', async () => {
  const { repo, job, index } = hook();
  await Promise.all([job('lint', 'a'), job('lint', 'b')]);
  repo.write({ 'a/a.txt': 'newer\n' });
  repo.git('add', '.');
  expect(await job('publish')).toMatchObject({ exitCode: 3 });
  expect(index()).toMatchObject({ 'a/a.txt': 'newer\n', 'b/b.txt': 'b\n' });
});

test.each([['a'], ['a', 'b']])(
  'what was linted is unstaged before publish: nothing is published',
  async (...gone) => {
    const { repo, job, index } = hook();
    await Promise.all([job('lint', 'a'), job('lint', 'b')]);
    repo.git('reset', '-q', '--', ...gone);
    const before = index();
    const { exitCode, stdout } = await job('publish');
    expect([exitCode, stdout.split('\n')[0]]).toEqual([
      3,
      `✗ What is staged changed while the linters ran: ${gone.map((name) => `${name}/${name}.txt`).join(' and ')}.`,
    ]);
    expect(index()).toEqual(before);
  },
);

test('a service of which something is staged only after its job looked is named', async () => {
  const { repo, job } = hook();
  repo.git('reset', '-q', '--', 'b');
  await job('lint', 'a');
  repo.git('add', 'b');
  const { stdout } = await job('publish');
  expect(stdout).toMatch(/b .*no result|b .*not linted/);
});

test('configuration staged before publish: what was linted without it is not remembered with it', async () => {
  const { repo, job } = hook();
  repo.git('reset', '-q', '--', 'b');
  repo.write({ 'a/a.txt': 'a\nx\n' });
  repo.git('add', 'a');
  await job('lint', 'a');
  repo.write({ 'linter.config': 'strict\n' });
  repo.git('add', 'linter.config');
  expect(await job('publish')).toMatchObject({ exitCode: 0 });
  const { stdout } = await repo.switchyard(['run']);
  expect(stdout).toContain('1 file');
  expect(stdout).not.toContain('as before');
});

test('something is staged after all passed and nothing was fixed: publish says that no linter has seen it', async () => {
  const { repo, job } = hook();
  repo.write({ 'a/a.txt': 'A\nX\n', 'b/b.txt': 'B\nX\n' });
  repo.git('add', '.');
  await Promise.all([job('lint', 'a'), job('lint', 'b')]);
  repo.write({ 'b/b.txt': 'newer\n' });
  repo.git('add', 'b');
  expect(await job('publish')).toMatchObject({ exitCode: 3 });
});
