import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

// The process that imports a configuration is given none of switchyard's own variables.
const env = { SWITCHYARD_DIR: '' };

test('help was asked for before a configuration that is a program is read', async () => {
  const repo = scenario({
    head: { 'lint-staged.config.mjs': 'export default { "*.txt": () => "upper a.txt" };\n' },
    index: { 'a.txt': 'a\n' },
  });
  expect(await repo.switchyard(['--help'], { env })).toMatchObject({ exitCode: 0 });
  expect(await repo.switchyard(['run'])).toMatchObject({ exitCode: 0, stderr: '' });
  expect(repo.state().index).toMatchObject({ 'a.txt': 'A\n' });
});
