import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test.each(['true', 'upper'])(
  'after `%s` something else is staged: nothing is published',
  async (linter) => {
    const repo = scenario({
      head: {},
      index: { 'apps/web/a.txt': 'linted\n' },
      services: { 'apps/web': { '*.txt': [linter, 'stage'] } },
      linters: {
        stage: '#!/bin/sh\ncd "$TOP" && echo never linted >apps/web/a.txt && git add -A\n',
      },
    });
    const { exitCode, stdout } = await repo.switchyard(['run'], { env: { TOP: repo.directory } });
    expect([exitCode, stdout]).toEqual([
      3,
      [
        '✗ What is staged changed while the linters ran: apps/web/a.txt.',
        '  Their results belong to what was staged before, so nothing was published.',
        '  Try again with what is staged now.',
        'Nothing was changed.',
        '',
      ].join('\n'),
    ]);
    const now = { 'apps/web/a.txt': 'never linted\n' };
    expect(repo.state()).toEqual({ head: {}, index: now, worktree: now });
  },
);
