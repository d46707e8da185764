import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('configuration that lint-staged is told by an option is to be moved where it is found', async () => {
  const tasks = 'export default { "*.js": "eslint --fix" };\n';
  const repo = scenario({
    head: {
      'apps/web/a.js': '',
      'apps/web/.lintstagedrc.mjs': tasks,
      'config/lint-staged.config.mjs': tasks,
      'package.json': '{ "scripts": { "pre": "lint-staged -q -c ./.lintstagedrc.mjs" } }\n',
      '.husky/pre-commit': 'npx lint-staged --config config/lint-staged.config.mjs && npm test\n',
    },
  });
  const { stdout } = await repo.switchyard(['init', '--dry-run']);
  expect(stdout).toContain(
    'By hand: `lint-staged --config` takes a file for the directory in which',
  );
  expect(stdout).toContain('start init again.\n    config/lint-staged.config.mjs\n\n');
  expect(stdout).toContain(
    "  apps/web/.lintstagedrc.mjs: lint-staged's configuration stays as it is",
  );
  expect(stdout).not.toContain("config/lint-staged.config.mjs: lint-staged's configuration stays");
});
