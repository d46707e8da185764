import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { absolutePath, type AbsolutePath } from '../../../tools/base/paths.ts';
import { FunctionFailure, type FunctionCall, type Task } from '../../../tools/base/service.ts';
import type { Configuration } from '../../../tools/config/read-configuration.ts';
import {
  buildHost,
  configurationOf,
  failureOf,
  writeFiles,
  type Reads,
} from './repository-files.ts';

let built: string;
let hostProgram: string[];

beforeAll(async () => {
  built = mkdtempSync(join(tmpdir(), 'switchyard-host-'));
  hostProgram = await buildHost(built);
});

afterAll(() => {
  rmSync(built, { recursive: true });
});

const programOf = (
  content: string,
  name = 'lint-staged.config.mjs',
  reads?: Reads,
): Promise<Configuration> =>
  configurationOf({ [`a/${name}`]: content }, ['a/x.js'], {
    hostProgram,
    ...(reads === undefined ? {} : { reads }),
  });

const tasksOf = ({ services }: Configuration): Task[] =>
  services.flatMap(({ patterns }) => patterns.flatMap(({ tasks }) => tasks));

/** Calls the configuration's only task, which is a function. */
async function call(
  configuration: Configuration,
  given: Partial<FunctionCall> = {},
): Promise<string[]> {
  const [task] = tasksOf(configuration);
  const directory = given.directory ?? absolutePath(tmpdir());
  const complete = { directory, files: [], signal: new AbortController().signal, ...given };
  if (task?.kind === 'function') return task.commands(complete);
  if (task?.kind !== 'titled') throw new Error('This is no function.');
  await task.run(complete);
  return [];
}

async function callFailure(promise: Promise<unknown>): Promise<FunctionFailure> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  if (error instanceof FunctionFailure) return error;
  throw new Error(`Expected a function to fail, got ${String(error)}.`, { cause: error });
}

const files = ['/s/a b.js', '/s/\udcff.js'].map(absolutePath);

test.each([
  ['lint-staged.config.mjs', `export default { '*.js': ['x', 'y'] };`],
  ['lint-staged.config.js', `module.exports = { '*.js': ['x', 'y'] };`],
  ['lint-staged.config.cjs', `module.exports = { '*.js': ['x', 'y'] };`],
  ['.lintstagedrc.mjs', `export default Promise.resolve({ '*.js': ['x', 'y'] });`],
  ['.lintstagedrc.js', `module.exports = (async () => ({ '*.js': ['x', 'y'] }))();`],
  ['.lintstagedrc.cjs', `module.exports = { '*.js': ['x', 'y'] };`],
])('%s is imported', async (name, content) => {
  expect(tasksOf(await programOf(content, name))).toEqual([
    { kind: 'command', command: 'x' },
    { kind: 'command', command: 'y' },
  ]);
});

test('the root configuration can be a program, with functions for several services', async () => {
  const configuration = await configurationOf(
    {
      'switchyard.config.mjs': `
        const here = (files) => 'in ' + process.cwd() + ' ' + files.length;
        export default { services: { a: { '*': here }, b: { tasks: here } } };`,
      'a/x': '',
      'b/x': '',
    },
    ['a/x'],
    { hostProgram },
  );
  const directories = ['/', tmpdir()];
  const commands = tasksOf(configuration).map(async (task, index) => {
    const directory = absolutePath(directories[index] ?? '');
    const { signal } = new AbortController();
    return task.kind === 'function' ? task.commands({ directory, files, signal }) : [];
  });
  expect(await Promise.all(commands)).toEqual([['in / 2'], [`in ${tmpdir()} 2`]]);
});

test('a function gets the paths as they are, and returns one command or several', async () => {
  const one = await programOf(`export default { '*': (files) => 'x ' + JSON.stringify(files) };`);
  expect(await call(one, { files })).toEqual(['x ["/s/a b.js","/s/\\udcff.js"]']);
  const several = await programOf(
    `export default async (files) => files.map((file) => 'x ' + file);`,
  );
  expect(several.services[0]?.patterns[0]?.glob).toBe('*');
  expect(await call(several, { files })).toEqual(['x /s/a b.js', 'x /s/\udcff.js']);
  const none = await programOf(`export default { '*': () => [] };`);
  expect(await call(none, { files })).toEqual([]);
});

test('a function works in the directory of the call', async () => {
  const configuration = await programOf(`export default { '*': () => process.cwd() };`);
  const directory = writeFiles({ x: '' });
  expect(await call(configuration, { directory })).toEqual([directory]);
});

test('a function with a title does the work itself', async () => {
  const directory = writeFiles({});
  const configuration = await programOf(`
    import { writeFile } from 'node:fs/promises';
    export default {
      '*': {
        title: 'Writing',
        async task(files) { await writeFile('out', this.title + ' ' + files.join()); },
      },
    };`);
  expect(tasksOf(configuration)).toMatchObject([{ kind: 'titled', title: 'Writing' }]);
  await call(configuration, { directory, files });
  expect(readFileSync(join(directory, 'out'), 'utf8')).toContain('Writing /s/a b.js');
});

test('calls in a row share a process, calls at a time do not', async () => {
  const configuration = await programOf(`export default { '*': () => String(process.pid) };`);
  const first = await call(configuration);
  expect(await call(configuration)).toEqual(first);
  const [a, b] = await Promise.all([call(configuration), call(configuration)]);
  expect(a).not.toEqual(b);
});

test('a function that throws fails with its message, its place and what was written', async () => {
  const configuration = await programOf(`
    import { execFileSync } from 'node:child_process';
    export default {
      '*': {
        title: 'Failing',
        task: () => {
          console.log('before');
          execFileSync('sh', ['-c', 'echo from a child'], { stdio: 'inherit' });
          console.error('after');
          throw new TypeError('no good');
        },
      },
    };`);
  const failure = await callFailure(call(configuration));
  expect(failure.message).toBe('TypeError: no good (a/lint-staged.config.mjs:10:17)');
  const lines = failure.output.toString().split('\n');
  expect(lines.sort()).toEqual(['', 'after', 'before', 'from a child']);
});

test('much output is complete', async () => {
  const configuration = await programOf(
    `export default { '*': () => { console.log('x'.repeat(3_000_000)); throw 'no'; } };`,
  );
  const { message, output } = await callFailure(call(configuration));
  expect([message, output.length]).toEqual(['no', 3_000_001]);
});

test('output of one call is not that of the next', async () => {
  const configuration = await programOf(
    `let n = 0; export default { '*': () => { console.log(++n); throw new Error('no'); } };`,
  );
  await callFailure(call(configuration));
  expect((await callFailure(call(configuration))).output.toString()).toBe('2\n');
});

test.each([
  ['undefined', 'nothing'],
  ['5', '5'],
  [`['x', '']`, '["x",""]'],
  [`['x', () => 'y']`, '["x","(function)"]'],
])('a function that returns %s fails', async (expression, found) => {
  const configuration = await programOf(`export default { '*': () => (${expression}) };`);
  const { message } = await callFailure(call(configuration));
  expect(message).toBe(
    `Expected the function to return a command or a list of commands, found ${found}.`,
  );
});

test('a function that ends its process fails, and the next call has another', async () => {
  const configuration = await programOf(`
    import { existsSync, writeFileSync } from 'node:fs';
    export default { '*': () => {
      if (existsSync('been')) return 'second';
      writeFileSync('been', '');
      console.log('bye');
      process.exit(3);
    } };`);
  const directory = writeFiles({});
  const { message, output } = await callFailure(call(configuration, { directory }));
  expect(message).toBe('its process ended (exit code 3) before it answered');
  expect(output.toString()).toBe('bye\n');
  expect(await call(configuration, { directory })).toEqual(['second']);
});

test('a function sees nothing of the environment that belongs to a hook', async () => {
  process.env.GIT_INDEX_FILE = 'x';
  const configuration = await programOf(
    `export default { '*': () => 'index ' + process.env.GIT_INDEX_FILE };`,
  );
  delete process.env.GIT_INDEX_FILE;
  expect(await call(configuration)).toEqual(['index undefined']);
});

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

test('a program that cannot be imported', async () => {
  const missing = await failureOf(programOf(`import './none.mjs'; export default {};`));
  expect([missing.kind, missing.message]).toEqual([
    'usage',
    'a/lint-staged.config.mjs could not be imported.',
  ]);
  expect(missing.why).toBe(
    `Cannot find module 'a/none.mjs' imported from a/lint-staged.config.mjs`,
  );
  const throwing = await failureOf(programOf(`console.log('hm');\nthrow new Error('no');`));
  expect(throwing.why).toBe('no (a/lint-staged.config.mjs:2:7)\nhm');
  const invalid = await failureOf(programOf(`export default {,};`));
  expect(invalid.why).toContain('SyntaxError');
  expect(invalid.next).toBe('`node --check a/lint-staged.config.mjs` shows where.');
  const nothing = await failureOf(programOf(`export const config = {};`));
  expect(nothing.message).toBe('a/lint-staged.config.mjs has no default export.');
});

test('a program that exports what is no configuration', async () => {
  const cycle = await failureOf(
    programOf(`const x = []; x.push(x); export default { '*': { y: Symbol('z'), x } };`),
  );
  expect(cycle.message).toContain('found {"y":"Symbol(z)"');
});

const loadsTypeScript = Boolean(Reflect.get(process.features, 'typescript'));

test.skipIf(loadsTypeScript)('TypeScript that this Node does not load', async () => {
  const failure = await failureOf(programOf('export default {}', 'lint-staged.config.mts'));
  expect(failure.why).toBe(`Node ${process.versions.node} does not load TypeScript.`);
  expect(failure.next).toContain('Rename it to a/lint-staged.config.mjs');
});

test.skipIf(!loadsTypeScript)('TypeScript that this Node loads', async () => {
  const configuration = await programOf(
    `export default { '*': 'x' as string };`,
    'lint-staged.config.mts',
  );
  expect(tasksOf(configuration)).toEqual([{ kind: 'command', command: 'x' }]);
});

test('a program elsewhere whose patterns reach out is imported', async () => {
  const reads: Reads = { read: [], located: [] };
  const { services } = await configurationOf(
    {
      '.lintstagedrc': '"*.md": x',
      'b/lint-staged.config.mjs': `export default { '../a/*.js': 'y' };`,
    },
    ['a/x.js'],
    { hostProgram, reads },
  );
  expect(services.map(({ directory }) => directory)).toEqual(['', 'b']);
  expect(reads.located).toEqual(['b/lint-staged.config.mjs']);
});

test('a host that cannot be started', async () => {
  const failure = await failureOf(
    configurationOf({ '.lintstagedrc.mjs': '' }, ['x.js'], { hostProgram: ['/nowhere/node'] }),
  );
  expect(failure.why).toContain('ENOENT');
});
