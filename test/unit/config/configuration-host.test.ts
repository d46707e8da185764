import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { AbsolutePath } from '../../../tools/base/paths.ts';
import { call, callFailure, hostProgram, programOf } from './configured-calls.ts';
import { writeFiles } from './repository-files.ts';

/** Starts what writes its process id and never ends, and waits until it has. */
const ENDLESS = `
  import { spawnSync } from 'node:child_process';
  export default { '*': () => { spawnSync('sh', ['-c', 'echo $$ > pid; exec sleep 600']); } };`;

async function startedIn(directory: AbsolutePath): Promise<number> {
  for (;;) {
    const pid = await readFile(join(directory, 'pid'), 'utf8').catch(() => '');
    if (pid.endsWith('\n')) return Number(pid);
    await setTimeout(20);
  }
}

async function ended(pid: number): Promise<void> {
  // A zombie nobody waits for has ended too.
  const state = (): string => {
    try {
      return readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[2] ?? '';
    } catch {
      return 'gone';
    }
  };
  while (!['gone', 'Z', 'X'].includes(state())) {
    await setTimeout(20);
  }
}

test('an aborted call ends the function and what it started', async () => {
  const configuration = await programOf(ENDLESS);
  const directory = writeFiles({});
  const controller = new AbortController();
  const result = call(configuration, { directory, signal: controller.signal });
  const pid = await startedIn(directory);
  const reason = new Error('too long');
  controller.abort(reason);
  await expect(result).rejects.toBe(reason);
  await ended(pid);
});

test('a closed configuration ends what it started', async () => {
  const configuration = await programOf(ENDLESS);
  const directory = writeFiles({});
  const result = callFailure(call(configuration, { directory }));
  const pid = await startedIn(directory);
  await configuration.close();
  expect((await result).message).toBe('its process ended (SIGKILL) before it answered');
  await ended(pid);
});

test('a host whose parent was killed ends with what it started', async () => {
  const top = writeFiles({ 'lint-staged.config.mjs': ENDLESS });
  const parent = `
    const { spawn } = require('node:child_process');
    const [program, ...args] = ${JSON.stringify(hostProgram)};
    const stdio = ['ignore', 'ignore', 'ignore', 'ipc', 'pipe'];
    const host = spawn(program, args, { cwd: ${JSON.stringify(top)}, stdio, detached: true });
    host.on('message', () => {
      host.send({ kind: 'call', marker: '', at: ['*'], directory: ${JSON.stringify(top)}, files: [] });
    });
    host.send({ kind: 'load', marker: '', file: ${JSON.stringify(`${top}/lint-staged.config.mjs`)} });`;
  const child = spawn(process.execPath, ['-e', parent], { stdio: 'ignore' });
  const pid = await startedIn(top);
  child.kill('SIGKILL');
  await ended(pid);
});
