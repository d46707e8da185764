import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test.each([
  ['in the working tree', 'snapshots', 'Linters would take '],
  ['below a hidden directory', '../.hidden/snapshots', 'Linters skip what is below '],
])('%s: it is refused, and not made', async (_, place, why) => {
  const repo = scenario({ index: { 'a.txt': 'a\n' }, services: { '.': { '*.txt': 'upper' } } });
  const directory = join(repo.directory, place);
  const before = repo.fingerprint();
  for (const command of [['run'], ['lint', '.']]) {
    const env = {
      SWITCHYARD_DIR: directory,
      SWITCHYARD_RUN: '1-1',
      SWITCHYARD_TOP: repo.directory,
    };
    const { exitCode, stderr } = await repo.switchyard(command, { env });
    expect(exitCode, stderr).toBe(3);
    expect(stderr).toContain(`Snapshots cannot lie in ${directory}.\n  ${why}`);
    expect(existsSync(directory)).toBe(false);
    expect(repo.fingerprint()).toEqual(before);
  }
});
