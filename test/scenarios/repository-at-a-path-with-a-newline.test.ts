import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('it is refused, and nothing is made at what a line of the path would name', async () => {
  const repo = scenario({});
  const from = '../new\nline';
  mkdirSync(join(repo.directory, from));
  repo.git('init', '-q', from);
  const { exitCode, stderr } = await repo.switchyard(['run'], { from });
  expect(exitCode).toBe(3);
  expect(stderr.split('\n')).toEqual([
    'switchyard: This repository lies at a path that git cannot print.',
    '  Move it to one without a newline.',
    'Nothing was changed.',
    '',
  ]);
  expect(readdirSync(join(repo.directory, from))).toEqual(['.git']);
});
