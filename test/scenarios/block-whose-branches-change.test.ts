import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const python = {
  path: 'apps/ai-gateway/a.py',
  staged: "def f():\n    try:\n        go()\n    except OSError:\n        pass\n\n\nx='y'\n",
  fixed: "def f():\n    with suppress(OSError):\n        go()\n\n\nx='y'\n",
  head: 'try:',
};

const ruby = {
  path: 'apps/core/a.rb',
  staged: "if size == 1\n  one\nelsif size == 2\n  two\nend\n\n\nx='y'\n",
  fixed: "case size\nwhen 1\n  one\nwhen 2\n  two\nend\n\n\nx='y'\n",
  head: 'if size == 1',
};

test.each([
  ['try and except to with, as Ruff does (SIM105)', python],
  ['if and elsif to case and when, as RuboCop does', ruby],
])(
  'a linter changes %s, and the first line is edited: the block stays as it is',
  async (_, { path, staged, fixed, head }) => {
    const edited = staged.replace(head, `${head} # mine`);
    const repo = scenario({
      head: {},
      index: { [path]: staged },
      worktree: { [path]: edited },
      services: { '.': { '*.{py,rb}': 'rebranch' } },
      linters: {
        rebranch: `#!/usr/bin/env node
const fs = require('node:fs');
for (const file of process.argv.slice(2)) {
  const text = fs.readFileSync(file, 'utf8').replace(${JSON.stringify(staged)}, ${JSON.stringify(fixed)});
  fs.writeFileSync(file, text.replace("x='y'", "x = 'y'"));
}
`,
      },
    });
    expect(await repo.commit()).toMatchObject({ exitCode: 0 });
    expect(repo.state().head).toEqual({ [path]: fixed.replace("x='y'", "x = 'y'") });
    expect(repo.state().worktree).toEqual({ [path]: edited.replace("x='y'", "x = 'y'") });
  },
);
