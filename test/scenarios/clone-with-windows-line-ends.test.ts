import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BINARY } from '../support/binary.ts';
import { read, write, type Files } from '../support/content.ts';
import { provideLefthook } from '../support/lefthook.ts';
import { gitOutput, start } from '../support/sandbox.ts';
import { scenario } from '../support/scenario.ts';

const RULE = '.lefthookrc text eol=lf\n';

/** What init sets up, and a clone of it whose git writes texts with CRLF. */
async function cloned(head: Files = {}, left: Files = {}) {
  const services = { a: { '*.txt': 'upper' } };
  const repo = scenario({ head: { 'a/a.txt': 'A\n', ...head }, services });
  provideLefthook(repo);
  await repo.switchyard(['init']);
  repo.write(left);
  repo.git('add', '-A');
  repo.git('commit', '-q', '-m', 'set up');

  const clone = join(repo.directory, '../clone');
  const PATH = `${repo.directory}/node_modules/.bin:${repo.environment.PATH ?? ''}`;
  const options = { cwd: clone, env: { ...repo.environment, PATH } };
  repo.git('clone', '-q', '-c', 'core.autocrlf=true', repo.directory, clone);
  await start('lefthook', ['install'], options).ended;
  write(clone, { 'a/a.txt': 'b\r\n' });
  return {
    clone,
    switchyard: (...args: string[]) => start(process.execPath, [BINARY, ...args], options).ended,
    commit: () => start('git', ['commit', '-a', '-m', 'change'], options).ended,
    head: () => gitOutput(['show', 'HEAD:a/a.txt'], options).toString(),
  };
}

test('the shell can read the rc file there, as init has told git which line ends it has', async () => {
  const { clone, commit, head } = await cloned();
  expect(read(clone, '.lefthookrc')).not.toContain('\r');
  expect(await commit()).toMatchObject({ exitCode: 0 });
  expect(head()).toBe('B\n');
  expect(read(clone, 'a/a.txt')).toBe('B\r\n');
});

test('a repository set up before that: doctor names what stops every commit, init mends it', async () => {
  const before = { '.gitattributes': '*.png binary\n' };
  const { clone, commit, head, switchyard } = await cloned(before, before);
  expect(await commit()).toMatchObject({ exitCode: 1 });
  const doctor = await switchyard('doctor');
  expect(doctor.exitCode).toBe(1);
  expect(doctor.stdout).toContain("✗ ./.lefthookrc has Windows' line ends");
  expect(doctor.stdout).toContain('→ npx switchyard init\n');

  await switchyard('init');
  expect(read(clone, '.lefthookrc')).not.toContain('\r');
  expect(read(clone, '.gitattributes')).toBe(`*.png binary\r\n${RULE.replace('\n', '\r\n')}`);
  expect(await switchyard('doctor')).toMatchObject({ exitCode: 0 });
  expect(await commit()).toMatchObject({ exitCode: 0 });
  expect(head()).toBe('B\n');
});

test.each([
  ['* text=auto eol=lf\n', '* text=auto eol=lf\n'],
  ['.lefthookrc -text\n', '.lefthookrc -text\n'],
  ['* text=auto', `* text=auto\n${RULE}`],
  ['* eol=crlf\n', `* eol=crlf\n${RULE}`],
])('.gitattributes %j becomes %j, a second time nothing', async (before, after) => {
  const head = { 'a/a.txt': 'A\n', '.gitattributes': before };
  const repo = scenario({ head, services: { a: { '*.txt': 'upper' } } });
  await repo.switchyard(['init']);
  expect(repo.state().worktree['.gitattributes']).toBe(after);
  await repo.switchyard(['init']);
  expect(repo.state().worktree['.gitattributes']).toBe(after);
});
