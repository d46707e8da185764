import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('an editable install in a virtualenv that Poetry keeps elsewhere is the staged one', async () => {
  const repo = scenario({
    head: { 'svc/pyproject.toml': '', 'svc/src/lib.txt': 'staged\n', 'svc/a.txt': 'a\n' },
    index: { 'svc/a.txt': 'b\n' },
    worktree: { 'svc/src/lib.txt': 'unstaged\n' },
    services: { svc: { '*.txt': 'print-installed' } },
  });
  const hash = createHash('sha256').update(`${repo.directory}/svc`).digest('base64url').slice(0, 8);
  const packages = 'lib/python3.12/site-packages';
  const script = `#!/bin/sh\ncat "$(cat .venv/${packages}/svc.pth)/lib.txt"\nexit 1\n`;
  repo.write({
    [`../poetry/svc-${hash}-py3.12/pyvenv.cfg`]: '',
    [`../poetry/svc-${hash}-py3.12/bin/print-installed`]: { executable: script },
    [`../poetry/svc-${hash}-py3.12/${packages}/svc.pth`]: `${repo.directory}/svc/src`,
  });
  const { stdout } = await repo.switchyard(['run'], {
    env: { POETRY_VIRTUALENVS_PATH: join(repo.directory, '../poetry') },
  });
  expect(stdout).toMatch(/^staged$/m);
});
