import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { absolutePath } from '../../../tools/base/paths.ts';
import { call, callFailure, hostProgram, programOf, tasksOf } from './configured-calls.ts';
import { configurationOf, failureOf, writeFiles, type Reads } from './repository-files.ts';

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
