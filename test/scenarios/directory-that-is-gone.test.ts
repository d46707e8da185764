import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('a hook runner names a top that is not there: that is said, not that git is missing', async () => {
  const repo = scenario({ index: { 'apps/web/a.txt': 'a\n' }, services: { 'apps/web': {} } });
  const env = { SWITCHYARD_TOP: '/nowhere/at/all', SWITCHYARD_RUN: '1-1' };
  const { exitCode, stderr } = await repo.switchyard(['lint', 'apps/web'], { env });
  expect(exitCode).toBe(3);
  expect(stderr.split('\n')).toEqual([
    'switchyard: The directory /nowhere/at/all is not there any more.',
    '  Make it again; if SWITCHYARD_TOP names it, correct that in the rc file of the hook.',
    'Nothing was changed.',
    '',
  ]);
});
