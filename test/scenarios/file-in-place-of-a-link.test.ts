import { expect, test } from 'vitest';
import { installLefthook, provideLefthook } from '../support/lefthook.ts';
import { scenario } from '../support/scenario.ts';

test('lefthook starts no job for it; publish names its service, and run lints it', async () => {
  const tasks = { '*.txt': 'upper' };
  const repo = scenario({
    head: { 'apps/web/a.txt': { link: 'b.txt' }, 'apps/core/b.txt': 'B\n' },
    services: { 'apps/web': tasks, 'apps/core': tasks },
  });
  provideLefthook(repo);
  await repo.switchyard(['init']);
  repo.git('add', '.');
  repo.git('commit', '-qm', 'init');
  installLefthook(repo);
  repo.write({ 'apps/web/a.txt': null });
  repo.write({ 'apps/web/a.txt': 'a\n', 'apps/core/b.txt': 'new\n' });
  repo.git('add', '.');
  const { stderr } = await repo.commit();
  expect(stderr).toContain('! apps/web was not linted: its job was skipped or did not run.');
  expect(repo.state().head).toMatchObject({ 'apps/web/a.txt': 'a\n', 'apps/core/b.txt': 'NEW\n' });

  repo.git('reset', '-q', '--soft', 'HEAD~1');
  expect(await repo.switchyard(['run'])).toMatchObject({ exitCode: 0 });
  expect(repo.state().index).toMatchObject({ 'apps/web/a.txt': 'A\n', 'apps/core/b.txt': 'NEW\n' });
});
