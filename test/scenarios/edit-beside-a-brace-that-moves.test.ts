import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const path = 'apps/web/a.js';

test.each([
  [
    'goes on behind a statement that gets braces',
    'if (x)\n  y();\nz\n',
    'if (x) {\n  y();\n}\nz;\n',
    'if (x)\n  y();\nmine();\nz\n',
    'if (x)\n  y();\nmine();\nz;\n',
  ],
  [
    'stands before the statement of a function that loses its braces',
    'const f = () => {\n  return g(x)\n}\n\nz\n',
    'const f = () =>\n  g(x)\n\nz;\n',
    'const f = () => {\n  mine()\n  return g(x)\n}\n\nz\n',
    'const f = () => {\n  mine()\n  return g(x)\n}\n\nz;\n',
  ],
  [
    'changes the statement of such a function',
    'const f = () => {\n  return g(x)\n}\n\nz\n',
    'const f = () =>\n  g(x)\n\nz;\n',
    'const f = () => {\n  return g(mine)\n}\n\nz\n',
    'const f = () => {\n  return g(mine)\n}\n\nz;\n',
  ],
  [
    'is the last of an else that goes away',
    'if (x) {\n  return a;\n} else {\n  b();\n}\n\nz\n',
    'if (x) {\n  return a;\n}\nb();\n\nz;\n',
    'if (x) {\n  return a;\n} else {\n  b();\n  mine();\n}\n\nz\n',
    'if (x) {\n  return a;\n} else {\n  b();\n  mine();\n}\n\nz;\n',
  ],
])(
  'an unstaged line %s: it is in the block in which it was',
  async (_, staged, fixed, edited, merged) => {
    const repo = scenario({
      head: {},
      index: { [path]: staged },
      worktree: { [path]: edited },
      services: { 'apps/web': { '*.js': 'braces' } },
      linters: {
        braces: `#!/usr/bin/env node
for (const file of process.argv.slice(2)) {
  require('node:fs').writeFileSync(file, ${JSON.stringify(fixed)});
}
`,
      },
    });
    expect(await repo.commit()).toMatchObject({ exitCode: 0 });
    expect(repo.state().head).toEqual({ [path]: fixed });
    expect(repo.state().worktree).toEqual({ [path]: merged });
  },
);
