import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BINARY } from '../support/binary.ts';
import { scenario } from '../support/scenario.ts';

const hasScript = process.platform === 'linux' && existsSync('/usr/bin/script');

test.runIf(hasScript)('Ctrl-C where init asks: nothing is written, and that is said', async () => {
  const repo = scenario({ head: { 'ruff.toml': '', 'a.py': 'a\n' } });
  const before = repo.fingerprint();
  const command = `"${process.execPath}" "${BINARY}" init`;
  const terminal = spawn('/usr/bin/script', ['-qec', command, '/dev/null'], {
    cwd: repo.directory,
    env: repo.environment,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let shown = '';
  terminal.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
    if (shown.endsWith('[y/N] ')) terminal.stdin.write('\x03');
  });
  expect(await once(terminal, 'close')).toEqual([130, null]);
  expect(shown).toMatch(/\[y\/N\] (\^C)?Interrupted\. Nothing was changed\.\r\n$/);
  expect(repo.fingerprint()).toEqual(before);
});
