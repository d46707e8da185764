import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('a build of a package that needs one of the workspace gets the staged one', async () => {
  const repo = scenario({
    head: {
      '.gitignore': 'dist/\nnode_modules/\n',
      'packages/rules/index.js': "module.exports = 'staged';\n",
      'packages/ui/package.json': '{"main":"./dist/index.js"}\n',
      'apps/web/a.txt': 'a\n',
    },
    index: { 'apps/web/a.txt': 'b\n' },
    worktree: { 'packages/rules/index.js': "module.exports = 'unstaged';\n" },
    services: { 'apps/web': { '*.txt': 'print-rules' } },
    linters: {
      'print-rules': "#!/usr/bin/env node\nconsole.log(require('@acme/ui'));\nprocess.exit(1);\n",
    },
  });
  repo.write({
    'node_modules/@acme/rules': { link: '../../packages/rules' },
    'node_modules/@acme/ui': { link: '../../packages/ui' },
    'packages/ui/dist/index.js': "module.exports = require('@acme/rules');\n",
  });
  const { stdout } = await repo.switchyard(['run']);
  expect(stdout).toMatch(/^staged$/m);
});
