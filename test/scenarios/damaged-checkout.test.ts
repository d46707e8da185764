import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const services = { '.': { '*.txt': 'upper' } };

test('a power loss left the index of the kept checkout half written', async () => {
  const repo = scenario({ head: { 'a.txt': 'A\n' }, index: { 'a.txt': 'b\n' }, services });
  expect(await repo.switchyard(['run'])).toMatchObject({ exitCode: 0 });
  const snapshots = repo.environment.SWITCHYARD_DIR ?? '';
  const [index = ''] = readdirSync(snapshots, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /^\w+\/1\/index$/.test(name),
  );
  writeFileSync(join(snapshots, index), '');
  repo.write({ 'a.txt': 'c\n' });
  repo.git('add', 'a.txt');
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state().head).toEqual({ 'a.txt': 'C\n' });
});

test('in the place of the repository there was one with another object format', async () => {
  const repo = scenario({ head: { 'a.txt': 'A\n' }, index: { 'a.txt': 'b\n' }, services });
  expect(await repo.switchyard(['run'])).toMatchObject({ exitCode: 0 });
  rmSync(join(repo.directory, '.git'), { recursive: true });
  repo.git('init', '-q', '--object-format=sha256');
  repo.write({ 'a.txt': 'c\n' });
  repo.git('add', '.');
  expect(await repo.switchyard(['run'])).toMatchObject({ exitCode: 0, stderr: '' });
  expect(repo.git('show', ':a.txt')).toBe('C\n');
});
