import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const path = 'apps/web/a.js';

/** A linter that moves operators from line ends to the next code's beginning, as `operator-linebreak` does. */
const leading = `#!/usr/bin/env node
const fs = require('node:fs');
for (const file of process.argv.slice(2)) {
  const text = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(file, text.replace(/ &&\\n((?: *\\/\\/.*\\n)*)  /g, '\\n$1  && '));
}
`;

const other = 'g(\n  x &&\n  y\n)\n';
const fixedOther = 'g(\n  x\n  && y\n)\n';
const staged = 'f(\n  a &&\n  b &&\n  // why\n  c &&\n  d\n)\n';
const fixed = 'f(\n  a\n  && b\n  // why\n  && c\n  && d\n)\n';

test.each([
  ['the first line', staged.replace('a &&', 'mine(a) &&')],
  ['a middle line', staged.replace('b &&', 'mine(b) &&')],
  ['the line behind a comment', staged.replace('c &&', 'mine(c) &&')],
  ['the last line', staged.replace('  d', '  mine(d)')],
  ['a new line', staged.replace('b &&', 'b &&\n  mine &&')],
])(
  'a linter moves operators, and %s of them is edited: all of that expression stay where they are',
  async (_, edit) => {
    const repo = scenario({
      head: {},
      index: { [path]: staged + other },
      worktree: { [path]: edit + other },
      services: { 'apps/web': { '*.js': 'leading' } },
      linters: { leading },
    });
    const { exitCode, stderr } = await repo.commit();
    expect(exitCode, stderr).toBe(0);
    expect(repo.state().head).toEqual({ [path]: fixed + fixedOther });
    expect(repo.state().worktree).toEqual({ [path]: edit + fixedOther });
  },
);
