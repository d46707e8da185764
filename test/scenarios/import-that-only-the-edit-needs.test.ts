import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const path = 'apps/ai-gateway/a.py';

/** A linter that brings the file up to date, and removes what nothing uses then, as Ruff does (UP036, F401). */
const modernise = `#!/usr/bin/env node
const fs = require('node:fs');
for (const file of process.argv.slice(2)) {
  const text = fs.readFileSync(file, 'utf8').replace(/if sys.version_info.*:\\n +(.*)\\n/, '$1\\n');
  const names = ['sys', 'json'].filter((name) => !text.includes(name + '.'));
  const lines = text.split('\\n').filter((line) => !names.some((name) => line === 'import ' + name));
  fs.writeFileSync(file, lines.join('\\n').replace("x='y'", "x = 'y'"));
}
`;

const staged =
  "import json\nimport os\nimport sys\n\nos.fork()\nif sys.version_info > (3,):\n    go()\n\nx='y'\n";

test.each([
  [
    'is in what the linter takes away',
    staged.replace('(3,):', '(3,):  # mine'),
    "import os\nimport sys\n\nos.fork()\nif sys.version_info > (3,):  # mine\n    go()\n\nx = 'y'\n",
  ],
  [
    'uses it first',
    `${staged}json.dump(x)\n`,
    "import json\nimport os\n\nos.fork()\ngo()\n\nx = 'y'\njson.dump(x)\n",
  ],
])(
  'an import is removed as unused, and an unstaged edit %s: it stays in the working file',
  async (_, edited, merged) => {
    const repo = scenario({
      head: {},
      index: { [path]: staged },
      worktree: { [path]: edited },
      services: { 'apps/ai-gateway': { '*.py': 'modernise' } },
      linters: { modernise },
    });
    expect(await repo.commit()).toMatchObject({ exitCode: 0 });
    expect(repo.state().head).toEqual({ [path]: "import os\n\nos.fork()\ngo()\n\nx = 'y'\n" });
    expect(repo.state().worktree).toEqual({ [path]: merged });
  },
);
