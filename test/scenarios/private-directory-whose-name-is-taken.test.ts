import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test.each<[string, (place: string) => void, string]>([
  [
    'a file',
    (place) => {
      writeFileSync(place, '');
    },
    '',
  ],
  [
    'a link that leads nowhere',
    (place) => {
      symlinkSync('/nowhere', place);
    },
    '',
  ],
  [
    'a file above it',
    (place) => {
      writeFileSync(place, '');
    },
    '/below',
  ],
])('by %s: that is said, and nothing is changed', async (_, take, below) => {
  const repo = scenario({ index: { 'a.txt': 'a\n' }, services: { '.': { '*.txt': 'upper' } } });
  const place = join(repo.directory, '../taken');
  take(place);
  const env = { SWITCHYARD_DIR: place + below };
  const before = repo.fingerprint();
  const { exitCode, stderr } = await repo.switchyard(['run'], { env });
  expect(exitCode, stderr).toBe(3);
  expect(stderr).toMatch(
    /taken.* is not a private directory of yours\.[^]*\nNothing was changed\.\n$/,
  );
  expect(repo.fingerprint()).toEqual(before);
});
