import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const repository = () =>
  scenario({
    index: { 'apps/web/a.txt': 'a\n' },
    services: { 'apps/web': { '*.txt': 'warn' } },
    linters: { warn: '#!/bin/sh\necho "$PWD/$1:1: a warning"\n' },
  });

test('with --verbose it is shown, its paths turned back', async () => {
  const { exitCode, stdout } = await repository().switchyard(['run', '--verbose']);
  expect([exitCode, stdout]).toEqual([
    0,
    expect.stringMatching(
      /^apps\/web: warn\n\napps\/web\/a\.txt:1: a warning\n\n✓ apps\/web {2}1 file, [\d.]+ s\n$/,
    ),
  ]);
});

test('without it, not', async () => {
  const { stdout } = await repository().switchyard(['run']);
  expect(stdout).toMatch(/^✓ apps\/web {2}1 file, [\d.]+ s\n$/);
});
