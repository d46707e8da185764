import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const env = { SWITCHYARD_DIR: `/${'a'.repeat(300)}` };

const staged = () =>
  scenario({ index: { 'a.txt': 'a\n' }, services: { '.': { '*.txt': 'upper' } } });

test('it is said in a sentence, and nothing is changed', async () => {
  const repo = staged();
  const before = repo.fingerprint();
  const { exitCode, stderr } = await repo.switchyard(['run'], { env });
  expect(exitCode, stderr).toBe(3);
  expect(stderr).toMatch(/^switchyard: A path is too long for the system\.\n[^]*\nNothing is lost/);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(repo.fingerprint()).toEqual(before);
});

test('what needs no such directory works', async () => {
  expect(await staged().switchyard(['--version'], { env })).toMatchObject({ exitCode: 0 });
  expect(await staged().switchyard(['explain'], { env })).toMatchObject({ exitCode: 0 });
});

test.runIf(process.platform === 'linux').each([
  ['run', '/proc/switchyard', 3],
  ['doctor', '/proc/switchyard', 1],
  ['run', '/sys/switchyard', 3],
  ['doctor', '/sys/switchyard', 1],
])('%s, with %s, which nobody may make: said, and not tried for ever', async (...row) => {
  const [command, directory, expected] = row;
  const env = { SWITCHYARD_DIR: directory };
  const { exitCode, stdout, stderr } = await staged().switchyard([command], { env });
  expect(exitCode, stdout + stderr).toBe(expected);
  expect(stdout + stderr).toContain(`${directory} cannot be made`);
  expect(stdout + stderr).toContain('Set SWITCHYARD_DIR to a directory of your own.');
});
