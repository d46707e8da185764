import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const path = 'apps/core/a.rb';

/** A linter that gives blocks braces, as RuboCop's `Style/BlockDelimiters` does. */
const braces = `#!/usr/bin/env node
const fs = require('node:fs');
for (const file of process.argv.slice(2)) {
  const text = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(file, text.replace(/ do$/gm, ' {').replace(/^( *)end$/gm, '$1}'));
}
`;

const block = (name: string, [open, close]: readonly [string, string]): string =>
  `${name} ${open}\n  go\n  inner ${open}\n    stay\n  ${close}\n  go\n${close}\n\n`;
const plain = ['do', 'end'] as const;
const braced = ['{', '}'] as const;

test('the beginning of a block is edited: its own end stays, and the blocks before, in and behind it get braces', async () => {
  const all = (kind: readonly [string, string]): string =>
    ['one', 'two', 'three'].map((name) => block(name, kind)).join('');
  const repo = scenario({
    head: {},
    index: { [path]: all(plain) },
    worktree: { [path]: all(plain).replace('two do', 'mine do') },
    services: { 'apps/core': { '*.rb': 'braces' } },
    linters: { braces },
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state().head).toEqual({ [path]: all(braced) });
  const kept = block('two', braced)
    .replace('two {', 'mine do')
    .replace(/\}\n\n$/, 'end\n\n');
  expect(repo.state().worktree).toEqual({
    [path]: block('one', braced) + kept + block('three', braced),
  });
});
