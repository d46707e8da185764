import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('what a linter leaves in the checkout is not there for the next run', async () => {
  const repo = scenario({
    head: {},
    index: { 'apps/web/a.txt': 'a\n' },
    services: { 'apps/web': { '*.txt': 'litter' } },
    linters: {
      litter:
        '#!/bin/sh\n[ ! -e left ] && [ ! -e new ] && touch left && mkdir -p new/deep && touch new/deep/too\n',
    },
  });
  for (const run of ['first', 'second']) {
    const { exitCode, stdout } = await repo.switchyard(['run', '--no-cache']);
    expect([exitCode, stdout], run).toEqual([0, expect.stringMatching(/^✓ apps\/web {2}1 file, /)]);
  }
});

test('what a configuration leaves in the checkout is not there for the next run', async () => {
  const config = (text: string): string =>
    `import { writeFileSync } from 'node:fs';
     writeFileSync(new URL(\`left-\${process.pid}\`, import.meta.url), '${text}');
     export default { services: { 'apps/web': { '*.txt': 'count' } } };`;
  const repo = scenario({
    head: {},
    index: { 'apps/web/a.txt': 'a\n', 'switchyard.config.mjs': config('staged') },
    worktree: { 'switchyard.config.mjs': config('edited') },
    linters: { count: '#!/bin/sh\nset -- ../../left-*\n[ $# = 1 ] && [ -e "$1" ]\n' },
  });
  for (const run of ['first', 'second']) {
    const { exitCode, stdout } = await repo.switchyard(['run', '--no-cache']);
    expect([exitCode, stdout], run).toEqual([0, expect.stringMatching(/^✓ apps\/web {2}1 file, /)]);
  }
});

test('what a linter left under an ignored name goes when the pattern has gone', async () => {
  const repo = scenario({
    head: { '.gitignore': '*.out\n' },
    index: { 'apps/web/a.txt': 'first\n' },
    services: { 'apps/web': { '*.txt': 'leave' } },
    linters: {
      leave:
        '#!/bin/sh\nif grep -q first a.txt; then touch left.out; else ! grep -q third a.txt || [ ! -e left.out ]; fi\n',
    },
  });
  const run = async (text: string): Promise<number | null> => {
    repo.write({ 'apps/web/a.txt': text });
    repo.git('add', '.gitignore', 'apps/web/a.txt');
    return (await repo.switchyard(['run', '--no-cache'])).exitCode;
  };
  expect(await run('first\n')).toBe(0);
  repo.write({ '.gitignore': '*.old\n' });
  expect(await run('second\n')).toBe(0);
  expect(await run('third\n')).toBe(0);
});
