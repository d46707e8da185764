// Functions of a configuration: what they are given, and what becomes of what they return.
import { expect, test } from 'vitest';
import {
  FunctionFailure,
  type FunctionCall,
  type Task,
} from '../../../tools/base/model/service.ts';
import { plan } from './plan.ts';
import { commandsOf, outputOf, scene, statusesOf } from './scene.ts';

const returning = (commands: (call: FunctionCall) => string[]): Task => ({
  kind: 'function',
  name: 'commandsFor',
  commands: (call) => Promise.resolve(commands(call)),
});

const titled = (run: (call: FunctionCall) => Promise<Buffer>): Task => ({
  kind: 'titled',
  title: 'The title',
  run,
});

test('a function gets absolute paths in the snapshot, and nothing is appended to what it returns', async () => {
  const { root, linter, lint } = scene();
  linter('', 'lint', `echo "$PWD" "$@"`);
  const task = returning(({ directory, files }) => [
    `lint ${directory}`,
    `lint ${files.join(' ')}`,
  ]);
  const results = await lint([plan('web', [[task, ['web/a', 'b']]])]);
  expect(outputOf(results)).toBe(`${root}/web ${root}/web\n${root}/web ${root}/web/a ${root}/b\n`);
});

test('commands that a function returns stop at the first that fails', async () => {
  const { linter, lint } = scene();
  linter('', 'lint', 'exit "$1"');
  const results = await lint([
    plan('', [[[returning(() => ['lint 0', 'lint 4', 'lint 0']), 'lint 0'], ['a']]]),
  ]);
  expect(commandsOf(results).map(({ status }) => status)).toEqual([
    { kind: 'passed' },
    { kind: 'failed', exitCode: 4 },
  ]);
});

test('a function that returns no command has nothing to do', async () => {
  const { linter, lint } = scene();
  linter('', 'lint', '');
  const results = await lint([plan('', [[[returning(() => []), 'lint'], ['a']]])]);
  expect(commandsOf(results).map(({ command }) => command)).toEqual(['lint']);
});

test('a function whose command is too long is asked again for some of the files at a time', async () => {
  const { linter, lint, note } = scene();
  linter('', 'lint', 'printf "%s\\n" "$@" >> "$NOTES/files"');
  const names = Array.from({ length: 3_000 }, (_, index) => `${'x'.repeat(60)}${index}`);
  const asked: number[] = [];
  const task = returning(({ files }) => {
    asked.push(files.length);
    return [`lint ${files.map((file) => `"${file}"`).join(' ')}`];
  });
  const results = await lint([plan('', [[task, names]])]);
  expect(new Set(statusesOf(results))).toEqual(new Set(['passed']));
  expect(asked[0]).toBe(3_000);
  expect(asked.length).toBeGreaterThan(2);
  expect(
    note('files')
      .trim()
      .split('\n')
      .map((file) => file.split('/').at(-1)),
  ).toEqual(names);
  expect(commandsOf(results).every(({ command }) => command.length <= 120)).toBe(true);
});

test('a function that throws is a result, with what it had written', async () => {
  const task: Task = {
    kind: 'function',
    name: 'commandsFor',
    commands: () => Promise.reject(new FunctionFailure('no such thing', Buffer.from('written'))),
  };
  const [result] = commandsOf(await scene().lint([plan('', [[task, ['a']]])]));
  expect(result).toMatchObject({
    command: 'commandsFor',
    status: { kind: 'broken', message: 'no such thing' },
    output: Buffer.from('written'),
  });
});

test('a function that does the work itself is one result under its title', async () => {
  const { root, lint } = scene();
  const calls: Partial<FunctionCall>[] = [];
  const task = titled(({ directory, files }) => {
    calls.push({ directory, files });
    return Promise.resolve(Buffer.from('written'));
  });
  const results = await lint([plan('web', [[task, ['web/a', 'web/b']]])]);
  expect(calls).toEqual([{ directory: `${root}/web`, files: [`${root}/web/a`, `${root}/web/b`] }]);
  expect(commandsOf(results)).toMatchObject([
    { command: 'The title', status: { kind: 'passed' }, output: Buffer.from('written') },
  ]);
});

test('a function that takes too long is told to end', async () => {
  let told = false;
  const task = titled(
    ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          told = true;
          reject(signal.reason as Error);
        });
      }),
  );
  const results = await scene().lint([plan('', [[task, ['a']]], { timeout: 0.05 })]);
  expect(commandsOf(results)[0]?.status).toEqual({ kind: 'timed-out', seconds: 0.05 });
  expect(told).toBe(true);
});

test('an interrupt ends a function', async () => {
  const interrupt = new AbortController();
  const task = titled(
    ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
        interrupt.abort(new Error('enough'));
      }),
  );
  const linting = scene().lint([plan('', [[task, ['a']]])], { signal: interrupt.signal });
  await expect(linting).rejects.toThrow('enough');
});
