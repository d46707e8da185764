import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const path = 'apps/web/a.js';

const staged = 'effect(() => {\n  return on(() => {\n    if (!x)\n      go({})\n  })\n}, [])\n';
const fixed =
  'effect(\n  () =>\n    on(() => {\n      if (!x) {\n        go({})\n      }\n    }),\n  []\n)\n';
const edited = staged.replace('effect', 'useEffect');

/** A linter that takes a block away and puts another in, as `arrow-body-style`, `curly` and prettier do. */
const reshape = `#!/usr/bin/env node
const fs = require('node:fs');
for (const file of process.argv.slice(2)) {
  const text = fs.readFileSync(file, 'utf8').replace('b\\n', 'b;\\n');
  fs.writeFileSync(file, text.replace(${JSON.stringify(staged)}, ${JSON.stringify(fixed)}));
}
`;

test.each([
  ['none of them is changed', 'const a = b\n\n'],
  ['nor beside a bracket in a comment', 'const a = b\n// :)\n'],
])('a linter closes brackets in another order whose beginning is edited: %s', async (_, head) => {
  const repo = scenario({
    head: {},
    index: { [path]: head + staged },
    worktree: { [path]: head + edited },
    services: { 'apps/web': { '*.js': 'reshape' } },
    linters: { reshape },
  });
  const { exitCode, stderr } = await repo.commit();
  expect(exitCode, stderr).toBe(0);
  expect(repo.state().head).toEqual({ [path]: head.replace('b', 'b;') + fixed });
  expect(repo.state().worktree).toEqual({ [path]: head.replace('b', 'b;') + edited });
});
