import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TOP } from '../support/binary.ts';
import { openSandbox, start } from '../support/sandbox.ts';

/** The package as npm publishes it, unpacked into the `node_modules` of an empty project. */
function install() {
  const { directory, environment } = openSandbox();
  const options = { cwd: directory, env: environment };
  const pack = ['pack', TOP, '--ignore-scripts', '--silent'];
  const tarball = execFileSync('npm', pack, options).toString().trim();
  const installed = join(directory, 'node_modules/switchyard');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'], options);
  const run = (...args: string[]) =>
    start(process.execPath, args, { cwd: directory, env: environment }).ended;
  return { directory, installed, run };
}

interface Manifest {
  readonly version: string;
}

const CONSUMER = `
import { defineConfig, type SwitchyardConfig } from 'switchyard';
const services = { a: { '*.ts': ['eslint', (files: readonly string[]) => files.map((file) => file)] } };
export const config: SwitchyardConfig = defineConfig({ services });
// @ts-expect-error: a task is a command or a function
defineConfig({ services: { a: { '*.ts': 5 } } });
`;

test('the package holds the program, what configurations import, and the schema', async () => {
  const { directory, installed, run } = install();
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
  expect(files.filter((name) => name.includes('.') || name === 'LICENSE').sort()).toEqual([
    'LICENSE',
    'README.md',
    'dist/index.d.mts',
    'dist/index.mjs',
    'dist/package.json',
    'dist/switchyard.js',
    'package.json',
    'schema.json',
  ]);
  const { version } = JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8')) as Manifest;
  const program = await run(join(installed, 'dist/switchyard.js'), '--version');
  expect(program).toMatchObject({ exitCode: 0, stdout: `${version}\n` });

  writeFileSync(join(directory, 'config.mts'), CONSUMER);
  const tsc = join(TOP, 'node_modules/typescript/bin/tsc');
  const types = await run(tsc, '--noEmit', '--strict', '--module', 'nodenext', 'config.mts');
  expect(types).toMatchObject({ exitCode: 0, stdout: '' });
});
