// What `npm ci` and `npm install` end with in this repository: the program is built and can be called by
// its name, and git's hooks start it. Quiet where there is nothing to prepare.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { top } from './support/paths.mjs';

const require = createRequire(import.meta.url);

// Without the development dependencies there is nothing to build with.
if (isInstalled('esbuild') && isInstalled('typescript')) {
  await import('./build.mjs');
  if (process.exitCode === undefined) linkProgram();
  if (process.exitCode === undefined && wantsHooks()) installHooks();
}

/** `switchyard` among the programs of node_modules, as in a project that depends on it. */
function linkProgram() {
  const directory = join(top, 'node_modules/.bin');
  mkdirSync(directory, { recursive: true });
  rmSync(join(directory, 'switchyard'), { force: true });
  symlinkSync('../../dist/switchyard.js', join(directory, 'switchyard'));
}

/** What stands in the way, such as a `core.hooksPath` of the user's, is said; it is theirs to change. */
function installHooks() {
  if (!isInstalled('lefthook')) return;
  const lefthook = require.resolve('lefthook/bin/index.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [lefthook, 'install'], {
    cwd: top,
    encoding: 'utf8',
  });
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}git's hooks are not installed: npx lefthook install\n`);
  }
}

function wantsHooks() {
  if (process.env.CI || !existsSync(join(top, '.git'))) return false;
  return spawnSync('git', ['rev-parse', '--git-dir'], { cwd: top }).status === 0;
}

function isInstalled(name) {
  return existsSync(join(top, 'node_modules', name, 'package.json'));
}
