import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const NAME = '\x1b[2J\x1b]0;title\x07\u202e.txt';
const SHOWN = String.raw`\x1b[2J\x1b]0;title\x07\u202e.txt`;

test.each([
  ['upper', SHOWN],
  ['fail', String.raw`\u202e.txt:1:1: not good`],
])('the name is shown, not obeyed, whatever `%s` does', async (linter, shown) => {
  const repo = scenario({
    index: { [`apps/web/${NAME}`]: 'a\n' },
    services: { 'apps/web': { '*.txt': linter } },
  });
  const { stdout, stderr } = await repo.switchyard(['run']);
  expect(stdout).toContain(shown);
  expect(stdout + stderr).not.toMatch(/[\x1b\x07\u202e]/);
});
