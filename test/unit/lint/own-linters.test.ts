// The linter that runs is the service's own, and it does not notice what started switchyard.
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { plan } from './plan.ts';
import { outputOf, scene, writeProgram } from './scene.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('decoys first on PATH are not run', async () => {
  const { top, root, linter, lint } = scene();
  vi.stubEnv('PATH', `.:${top}/node_modules/.bin:${top}/../decoys:${process.env.PATH ?? ''}`);
  for (const decoys of ['top/node_modules/.bin', 'decoys', 'root/apps/web']) {
    writeProgram(join(root, '..', decoys, 'lint'), 'echo decoy');
  }
  linter('', 'lint', 'echo the root');
  linter('apps/web', 'lint', 'echo the service');
  const results = await lint([plan('apps/web', [['lint', ['apps/web/a']]])]);
  expect(outputOf(results)).toBe('the service\n');
});

test("the checkout's linter does not stand in for one that the snapshot has not", async () => {
  const { top, lint } = scene();
  vi.stubEnv('PATH', `${top}/node_modules/.bin:${process.env.PATH ?? ''}`);
  writeProgram(`${top}/node_modules/.bin/lint`, 'echo decoy');
  const [result] = await lint([plan('apps/web', [['lint', ['apps/web/a']]])]);
  expect(result?.commands[0]?.status.kind).toBe('not-found');
});

test("the program that a linter starts is the service's own too", async () => {
  const { root, linter, lint } = scene();
  linter('apps/web', 'npx', 'exec "$@"');
  writeProgram(`${root}/apps/web/.venv/bin/tool`, 'echo tool');
  const results = await lint([plan('apps/web', [['npx tool', ['apps/web/a']]])]);
  expect(outputOf(results)).toBe('tool\n');
});

test('an activated environment and the hook of git do not leak in', async () => {
  const { linter, lint } = scene();
  vi.stubEnv('VIRTUAL_ENV', '/home/me/other');
  vi.stubEnv('GIT_INDEX_FILE', 'index.lock');
  vi.stubEnv('HOME', '/home/me');
  linter('', 'lint', 'echo "${VIRTUAL_ENV-no} ${GIT_INDEX_FILE-no} $HOME $NO_COLOR"');
  const results = await lint([plan('', [['lint', ['a']]])]);
  expect(outputOf(results)).toBe('no no /home/me 1\n');
});
