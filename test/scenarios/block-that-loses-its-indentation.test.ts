import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const path = 'apps/ai-gateway/a.py';

const staged =
  "def f(a):\n    if a:\n        return 1\n    else:\n        b = {'a':\n    a}\n        go(b)\n\n\nx='y'\n";
const fixed =
  "def f(a):\n    if a:\n        return 1\n    b = {'a':\n    a}\n    go(b)\n\n\nx = 'y'\n";

/** A linter that takes a needless `else` away, as Ruff does (RET505). */
const dedent = `#!/usr/bin/env node
const fs = require('node:fs');
for (const file of process.argv.slice(2)) {
  const text = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(file, text.replace(${JSON.stringify(staged)}, ${JSON.stringify(fixed)}));
}
`;

test.each([
  ['in it', staged.replace('        go', '        mine(b)\n        go')],
  ['at its end', staged.replace('go(b)\n', 'go(b)\n        mine(b)\n')],
])(
  'a block of Python is to lose its indentation, and has a new line %s: it stays as it is',
  async (_, edit) => {
    const repo = scenario({
      head: {},
      index: { [path]: staged },
      worktree: { [path]: edit },
      services: { 'apps/ai-gateway': { '*.py': 'dedent' } },
      linters: { dedent },
    });
    expect(await repo.commit()).toMatchObject({ exitCode: 0 });
    expect(repo.state().head).toEqual({ [path]: fixed });
    expect(repo.state().worktree).toEqual({ [path]: edit.replace("x='y'", "x = 'y'") });
  },
);
