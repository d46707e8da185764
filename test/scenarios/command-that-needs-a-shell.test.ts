import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('a command that changes the directory is refused, also where the system has a program of that name', async () => {
  const repo = scenario({
    head: {},
    index: { 'apps/web/a.txt': 'a\n' },
    services: { '.': { 'apps/web/*.txt': 'cd apps/web && upper' } },
    linters: { cd: '#!/bin/sh\nexit 0\n' },
  });
  const before = repo.fingerprint();
  const { exitCode, stdout } = await repo.switchyard(['run']);
  expect(exitCode).toBe(1);
  expect(stdout).toContain(
    "  cd is not a program: changing the directory takes a shell. Commands run in their service's directory: make that one a service.\n",
  );
  expect(repo.fingerprint()).toEqual(before);
  const doctor = await repo.switchyard(['doctor']);
  expect(doctor.stdout).toContain('cd is not a program: changing the directory takes a shell\n');
});

test('a variable with quotes: what is advised sets it to what a shell would', async () => {
  const advised = async (command: string): Promise<string> => {
    const repo = scenario({ index: { 'a.txt': 'a\n' }, services: { '.': { '*.txt': command } } });
    const { stdout } = await repo.switchyard(['run']);
    return /Write `(.*) …`/.exec(stdout)?.[1] ?? stdout;
  };
  expect(await advised("NODE_ENV='test' upper")).toBe('env NODE_ENV=test');
  const said = await advised('SAID="a b" upper');
  expect(said).toBe('env "SAID=a b"');
  const repo = scenario({
    head: {},
    index: { 'a.txt': 'a\n' },
    services: { '.': { '*.txt': `${said} say` } },
    linters: { say: '#!/bin/sh\nprintf "%s\\n" "$SAID" > "$1"\n' },
  });
  await repo.switchyard(['run']);
  expect(repo.state().index).toEqual({ 'a.txt': 'a b\n' });
});
