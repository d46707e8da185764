import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('each lints what was staged when it began, though the other has staged something else', async () => {
  const repo = scenario({
    head: {},
    index: { 'apps/web/a.txt': 'first\n' },
    services: { 'apps/web': { '*.txt': 'wait' } },
    linters: {
      wait: '#!/bin/sh\ntouch "$NOTES.begun"\nwhile [ ! -e "$NOTES.go" ]; do sleep 0.05; done\ncp "$1" "$NOTES.saw"\n',
    },
  });
  const notes = (run: string): string => join(dirname(repo.directory), run);
  const start = (run: string) =>
    repo.startSwitchyard(['run'], { env: { NOTES: notes(run) } }).ended;
  const first = start('first');
  while (!existsSync(notes('first.begun'))) await setTimeout(20);
  repo.write({ 'apps/web/a.txt': 'second\n' });
  repo.git('add', '-A');
  writeFileSync(notes('second.go'), '');
  expect(await start('second')).toMatchObject({ exitCode: 0 });
  writeFileSync(notes('first.go'), '');
  expect(await first).toMatchObject({ exitCode: 3 });
  const saw = ['first', 'second'].map((run) => readFileSync(notes(`${run}.saw`), 'utf8'));
  expect(saw).toEqual(['first\n', 'second\n']);
});
