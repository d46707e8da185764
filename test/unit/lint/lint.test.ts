// How the tasks of a plan are run: what each program is given, in which order, and what stops what.
import { expect, test } from 'vitest';
import { decodeName } from '../../../tools/base/names.ts';
import { plan } from './plan.ts';
import { commandsOf, outputOf, scene, statusesOf, write } from './scene.ts';

test('a command runs in its service with its files behind its own arguments', async () => {
  const { root, linter, lint } = scene();
  linter('apps/web', 'lint', `pwd; echo "$PWD"; printf '<%s>' "$@"`);
  const results = await lint([
    plan('apps/web', [
      ['lint --fix "a b"', ['apps/web/src/x y.js', 'apps/web/-x.js', 'apps/up.js']],
    ]),
  ]);
  expect(outputOf(results)).toBe(
    `${root}/apps/web\n${root}/apps/web\n<--fix><a b><src/x y.js><./-x.js><../up.js>`,
  );
});

test('names that mean something to a shell, or hold newlines, arrive as they are', async () => {
  const { linter, lint } = scene();
  const names = ['$(touch x)', '`a`', 'a\nb', 'a;b', '*', '"', "'", '[id]', '\\n', ' a '];
  linter('', 'lint', `printf '%s|' "$@"`);
  expect(outputOf(await lint([plan('', [['lint', names]])]))).toBe(`${names.join('|')}|`);
});

test('names that are not UTF-8 arrive byte for byte', async () => {
  const { linter, lint } = scene();
  const bytes = Buffer.from([0x61, 0xff, 0x0a, 0x20, 0x80, 0x2e, 0x6a, 0x73]);
  linter('', 'lint', `printf '%s|' "$@"; cat`);
  const results = await lint([plan('', [['lint --fix', ['é.js', decodeName(bytes), 'b.js']]])]);
  expect(commandsOf(results)[0]?.output).toEqual(
    Buffer.concat([Buffer.from('--fix|é.js|'), bytes, Buffer.from('|b.js|')]),
  );
  expect(statusesOf(results)).toEqual(['passed']);
});

test('with a name that is not UTF-8 a failing linter still fails', async () => {
  const { linter, lint } = scene();
  linter('', 'lint', 'exit 3');
  const [result] = commandsOf(await lint([plan('', [['lint', ['\udcff.js']]])]));
  expect(result?.status).toEqual({ kind: 'failed', exitCode: 1 });
});

test('thousands of files that are not UTF-8 are split as any others are', async () => {
  const { linter, lint, note } = scene();
  linter('', 'lint', `echo $# >> "$NOTES/counts"`);
  const names = Array.from({ length: 3_000 }, (_, index) => `${'x'.repeat(100)}${index}\udcff.js`);
  const results = await lint([plan('', [['lint', names]])]);
  expect(new Set(statusesOf(results))).toEqual(new Set(['passed']));
  const counts = note('counts').trim().split('\n').map(Number);
  expect(counts.length).toBe(results[0]?.commands.length);
  expect(counts.reduce((sum, count) => sum + count)).toBe(3_000);
});

test('standard input is empty', async () => {
  const { linter, lint } = scene();
  linter('', 'lint', 'cat; echo read');
  expect(outputOf(await lint([plan('', [['lint', ['a']]])]))).toBe('read\n');
});

test('commands of a list run one after the other, also those of the next step with the same file', async () => {
  const { linter, lint, note } = scene();
  linter('', 'lint', `echo "begin $1" >> "$NOTES/log"; sleep 0.1; echo "end $1" >> "$NOTES/log"`);
  const results = await lint([
    plan('', [
      [
        ['lint 1', 'lint 2'],
        ['a', 'b'],
      ],
      ['lint 3', ['b', 'c']],
    ]),
  ]);
  expect(note('log')).toBe('begin 1\nend 1\nbegin 2\nend 2\nbegin 3\nend 3\n');
  expect(commandsOf(results).map(({ command }) => command)).toEqual(['lint 1', 'lint 2', 'lint 3']);
});

test('steps without a file in common, and services, run at the same time', async () => {
  const { linter, lint } = scene();
  const meet = `touch "$NOTES/$1"; while ! [ -e "$NOTES/$2" ]; do sleep 0.05; done`;
  linter('', 'meet', meet);
  const results = await lint([
    plan('a', [
      ['meet 1 2', ['a/1']],
      ['meet 2 3', ['a/2']],
    ]),
    plan('b', [['meet 3 1', ['b/1']]]),
  ]);
  expect(statusesOf(results)).toEqual(['passed', 'passed', 'passed']);
});

test('after a failure the rest of the list does not run, nor a later step with the same file', async () => {
  const { linter, lint } = scene();
  linter('', 'ok', '');
  linter('', 'no', 'echo no; exit 2');
  const results = await lint([
    plan('', [
      [['ok 1', 'no', 'ok 2'], ['a']],
      ['ok 3', ['a', 'b']],
      ['ok 4', ['b']],
      ['ok 5', ['c']],
      ['no 6', ['d']],
    ]),
  ]);
  expect(commandsOf(results).map(({ command, status }) => [command, status.kind])).toEqual([
    ['ok 1', 'passed'],
    ['no', 'failed'],
    ['ok 5', 'passed'],
    ['no 6', 'failed'],
  ]);
});

test('one service that fails does not stop another', async () => {
  const { linter, lint } = scene();
  linter('a', 'no', 'exit 1');
  linter('b', 'ok', 'sleep 0.1');
  const results = await lint([plan('a', [['no', ['a/1']]]), plan('b', [[['ok', 'ok'], ['b/1']]])]);
  expect(results.map(({ plan: { service } }) => service.directory)).toEqual(['a', 'b']);
  expect(statusesOf(results)).toEqual(['failed', 'passed', 'passed']);
});

test('a long list of files is split, and a batch that fails does not hide the others', async () => {
  const { linter, lint } = scene();
  linter(
    '',
    'lint',
    `echo "$#"; for last; do :; done; case $last in *9999.js) exit 0;; esac; exit 1`,
  );
  const names = Array.from({ length: 10_000 }, (_, index) => `some/directory/${index}.js`);
  const results = await lint([plan('', [[['lint', 'lint again'], names]])]);
  const commands = commandsOf(results);
  expect(commands.length).toBeGreaterThan(2);
  expect(commands.map(({ command }) => command)).not.toContain('lint again');
  const counts = commands.map(({ output }) => Number(output.toString()));
  expect(counts.reduce((sum, count) => sum + count)).toBe(10_000);
  expect(statusesOf(results)).toEqual([
    ...Array<string>(commands.length - 1).fill('failed'),
    'passed',
  ]);
});

test('progress names each command once, however many batches it has', async () => {
  const { linter, lint, progress } = scene();
  linter('', 'lint', '');
  const names = Array.from({ length: 10_000 }, (_, index) => `some/directory/${index}.js`);
  await lint([plan('', [['lint', names]])]);
  expect(progress).toMatchObject([
    { kind: 'command', state: 'started', command: 'lint' },
    { kind: 'command', state: 'finished', command: 'lint' },
  ]);
});

test('a program that is nowhere is named with the directories it was looked for in', async () => {
  const { root, lint } = scene();
  const [result] = commandsOf(
    await lint([plan('apps/web', [['no-such-linter -x', ['apps/web/a']]])]),
  );
  expect(result?.status).toMatchObject({ kind: 'not-found', program: 'no-such-linter' });
  expect(result?.status.kind === 'not-found' && result.status.lookedIn.slice(0, 2)).toEqual([
    `${root}/apps/web/.venv/bin`,
    `${root}/apps/web/node_modules/.bin`,
  ]);
});

test('a variable before the program is explained', async () => {
  const [result] = commandsOf(await scene().lint([plan('', [['CI=1 eslint', ['a']]])]));
  expect(result?.status).toMatchObject({ kind: 'broken' });
  expect(JSON.stringify(result?.status)).toContain('env CI=1');
});

test('a script whose interpreter is gone is explained', async () => {
  const { root, linter, lint } = scene();
  linter('', 'lint', '');
  write(`${root}/node_modules/.bin/lint`, '#!/no/such/python\n');
  const [result] = commandsOf(await lint([plan('', [['lint', ['a']]])]));
  expect(result?.status).toMatchObject({ kind: 'broken' });
  expect(JSON.stringify(result?.status)).toContain('interpreter');
});

test('a service whose directory is not UTF-8 is refused, not passed', async () => {
  const results = await scene().lint([plan('\udcff', [['true', ['\udcff/a']]])]);
  expect(statusesOf(results)).toEqual(['broken']);
});
