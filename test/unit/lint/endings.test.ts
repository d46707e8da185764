// How linters' processes end, by themselves and otherwise, and what they leave behind.
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, expect, test } from 'vitest';
import { isRunning } from '../../support/processes.ts';
import { plan } from './plan.ts';
import { commandsOf, outputOf, scene, statusesOf, temporaryDirectory, until } from './scene.ts';

const leftBehind: number[] = [];
afterEach(() => {
  for (const id of leftBehind.splice(0)) {
    if (isRunning(id)) process.kill(id, 'SIGKILL');
  }
});

const idIn = (text: string): number => {
  const id = Number(text);
  expect(id).toBeGreaterThan(1);
  leftBehind.push(id);
  return id;
};

test('an exit code and a signal are told apart', async () => {
  const { linter, lint } = scene();
  linter('', 'lint', 'exit 7');
  linter('', 'die', 'kill -s USR1 $$');
  const results = await lint([
    plan('', [
      ['lint', ['a']],
      ['die', ['b']],
    ]),
  ]);
  expect(commandsOf(results).map(({ status }) => status)).toEqual([
    { kind: 'failed', exitCode: 7 },
    { kind: 'killed', signal: 'SIGUSR1' },
  ]);
});

test('output and errors are kept together, line by line as they came', async () => {
  const { linter, lint } = scene();
  const wait = 'sleep 0.1';
  linter('', 'lint', `printf '1\\n'; ${wait}; printf '2\\n' >&2; ${wait}; printf '3\\377'; exit 1`);
  const [result] = commandsOf(await lint([plan('', [['lint', ['a']]])]));
  expect(result?.output).toEqual(Buffer.from('1\n2\n3\xff', 'latin1'));
});

test('a linter that prints without end is bounded in memory', async () => {
  const { linter, lint } = scene();
  linter('', 'lint', 'yes abcdefg | head -c 20000000; echo; echo last; exit 1');
  const output = outputOf(await lint([plan('', [['lint', ['a']]])]));
  expect(output.length).toBeLessThan(2_200_000);
  expect(output).toMatch(/^abcdefg\n/);
  expect(output).toMatch(/\n\[\d+ bytes left out\]\nabcdefg\n/);
  expect(output).toMatch(/\nlast\n$/);
});

test('past its time a linter is ended with all it started', async () => {
  const { linter, lint, note } = scene();
  linter('', 'lint', `echo begun; (sleep 60; true) & echo $! > "$NOTES/child"; sleep 60`);
  const results = await lint([plan('', [['lint', ['a']]], { timeout: 1 })]);
  expect(commandsOf(results)[0]).toMatchObject({ status: { kind: 'timed-out', seconds: 1 } });
  expect(outputOf(results)).toBe('begun\n');
  expect(isRunning(idIn(note('child')))).toBe(false);
});

test('what does not obey is ended too', async () => {
  const { linter, lint, note } = scene();
  linter('', 'lint', `trap '' TERM; echo $$ > "$NOTES/self"; while :; do sleep 1; done`);
  const results = await lint([plan('', [['lint', ['a']]], { timeout: 1 })]);
  expect(statusesOf(results)).toEqual(['timed-out']);
  expect(isRunning(idIn(note('self')))).toBe(false);
});

test.runIf(existsSync('/proc/self'))('what left the process group is ended too', async () => {
  const { linter, lint, note } = scene();
  linter('', 'lint', `timeout 60 sh -c 'echo $$ > "$0/child"; sleep 60' "$NOTES"`);
  await lint([plan('', [['lint', ['a']]], { timeout: 1 })]);
  expect(isRunning(idIn(note('child')))).toBe(false);
});

test('an interrupt ends linters, starts no more, and rejects', async () => {
  const { linter, lint, note, notes } = scene();
  const interrupt = new AbortController();
  linter('', 'lint', `sleep 60 & echo $! > "$NOTES/child"; touch "$NOTES/begun"; wait`);
  linter('', 'next', `touch "$NOTES/next"`);
  const linting = lint([plan('', [[['lint', 'next'], ['a']]])], { signal: interrupt.signal });
  const rejected = expect(linting).rejects.toThrow('enough');
  await until(() => existsSync(join(notes, 'begun')));
  interrupt.abort(new Error('enough'));
  await rejected;
  expect(isRunning(idIn(note('child')))).toBe(false);
  expect(existsSync(join(notes, 'next'))).toBe(false);
});

test('a child that keeps the output open is not waited for', async () => {
  const { linter, lint, note } = scene();
  linter('', 'lint', `sleep 60 & echo $! > "$NOTES/child"; echo done; exit 0`);
  const results = await lint([plan('', [['lint', ['a']]])]);
  expect(statusesOf(results)).toEqual(['passed']);
  expect(outputOf(results)).toBe('done\n');
  expect(isRunning(idIn(note('child')))).toBe(true);
});

test('a daemon outlives the linter that started it, also one that fails', async () => {
  const { linter, lint, note } = scene();
  const daemon = `echo $$ > "$0/daemon"; exec sleep 60 > /dev/null 2>&1`;
  linter('', 'lint', `setsid sh -c '${daemon}' "$NOTES" &\nsleep 0.3; exit 1`);
  const results = await lint([plan('', [['lint', ['a']]])]);
  expect(statusesOf(results)).toEqual(['failed']);
  expect(isRunning(idIn(note('daemon')))).toBe(true);
});

test('output that comes from a child shortly after the linter has exited is kept', async () => {
  const { linter, lint } = scene();
  linter('', 'lint', '(sleep 0.05; echo late) & exit 0');
  expect(outputOf(await lint([plan('', [['lint', ['a']]])]))).toBe('late\n');
});

test('when switchyard is killed with its group, its linters are ended all the same', async () => {
  const { root, notes, linter, note } = scene();
  linter(
    '',
    'lint',
    `sleep 60 & echo $! > "$NOTES/child"; sleep 0.5; echo $$ > "$NOTES/self"; wait`,
  );
  const program = join(temporaryDirectory(), 'driver.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'driver.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
    },
  });
  const switchyard = spawn(process.execPath, [program, root], { detached: true, stdio: 'inherit' });
  await until(() => existsSync(join(notes, 'self')) && note('self') !== '');
  const linters = [idIn(note('self')), idIn(note('child'))];
  process.kill(-(switchyard.pid ?? 0), 'SIGKILL');
  await once(switchyard, 'exit');
  await until(() => !linters.some(isRunning));
});
