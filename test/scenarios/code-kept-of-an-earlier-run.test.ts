import { lstatSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario, type Scenario } from '../support/scenario.ts';

function keptCode({ environment: { SWITCHYARD_DIR = '' } }: Scenario): {
  file: string;
  inode: number;
  size: number;
} {
  const directory = join(SWITCHYARD_DIR, 'code');
  const [name = '', ...others] = readdirSync(directory).filter((entry) => entry.endsWith('-run'));
  expect(others).toEqual([]);
  const file = join(directory, name);
  const { ino, size } = lstatSync(file);
  return { file, inode: ino, size };
}

const repository = (): Scenario =>
  scenario({ head: { 'apps/web/a.txt': 'a\n' }, services: { 'apps/web': { '*.txt': 'true' } } });

function stage(repo: Scenario, text: string): void {
  repo.write({ 'apps/web/a.txt': text });
  repo.git('add', 'apps/web/a.txt');
}

test('a run that did more than the first one keeps its code, and one that did the same does not', async () => {
  const repo = repository();
  await repo.switchyard(['run']);
  const ofNothing = keptCode(repo);
  stage(repo, 'b\n');
  await repo.switchyard(['run']);
  const ofLinting = keptCode(repo);
  expect(ofLinting.size).toBeGreaterThan(ofNothing.size);
  stage(repo, 'c\n');
  await repo.switchyard(['run']);
  expect(keptCode(repo)).toEqual(ofLinting);
});

test('code that was cut off, or is no code, is not run', async () => {
  const repo = repository();
  await repo.switchyard(['run']);
  const { file } = keptCode(repo);
  for (const content of ['', 'x', 'no code '.repeat(100)]) {
    writeFileSync(file, content);
    stage(repo, `${content.length}\n`);
    const { exitCode, stdout } = await repo.switchyard(['run']);
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^✓ apps\/web {2}1 file, /)]);
    expect(keptCode(repo).size).toBeGreaterThan(10_000);
  }
});
