import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('a package from the registry that needs one of the workspace gets the staged one', async () => {
  const repo = scenario({
    head: { 'packages/rules/index.js': "module.exports = 'staged';\n", 'apps/web/a.txt': 'a\n' },
    index: { 'apps/web/a.txt': 'b\n' },
    worktree: { 'packages/rules/index.js': "module.exports = 'unstaged';\n" },
    services: { 'apps/web': { '*.txt': 'print-rules' } },
    linters: {
      'print-rules': "#!/usr/bin/env node\nconsole.log(require('published'));\nprocess.exit(1);\n",
    },
  });
  repo.write({
    'node_modules/@acme/rules': { link: '../../packages/rules' },
    'node_modules/published/index.js': "module.exports = require('@acme/rules');\n",
    'node_modules/published/package.json': '{"peerDependencies":{"@acme/rules":"*"}}\n',
  });
  const { stdout } = await repo.switchyard(['run']);
  expect(stdout).toMatch(/^staged$/m);
});
