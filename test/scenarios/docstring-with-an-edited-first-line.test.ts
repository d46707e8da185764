import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const path = 'apps/web/a.py';

/** Functions with a docstring of several lines each, by its quotes and first line. */
const program = (...docstrings: [quote: string, first: string][]) =>
  docstrings
    .map(([quote, first]) => `def f():\n    ${quote}${first}\n\n    More.\n    ${quote}\n`)
    .join('');

test('the quotes of a docstring are fixed at both ends or at none', async () => {
  const repo = scenario({
    head: {},
    index: { [path]: program(["'''", 'One'], ["'''", 'Two'], ["'''", 'Three']) },
    worktree: { [path]: program(["'''", 'One'], ["'''", 'Mine'], ["'''", 'Three']) },
    services: { 'apps/web': { '*.py': 'quotes' } },
    linters: { quotes: `#!/bin/sh\nsed -i "s/'''/\\"\\"\\"/" "$@"\n` },
  });
  const { exitCode, stderr } = await repo.commit();
  expect(exitCode, stderr).toBe(0);
  expect(repo.state().head).toEqual({
    [path]: program(['"""', 'One'], ['"""', 'Two'], ['"""', 'Three']),
  });
  expect(repo.state().worktree).toEqual({
    [path]: program(['"""', 'One'], ["'''", 'Mine'], ['"""', 'Three']),
  });
});
