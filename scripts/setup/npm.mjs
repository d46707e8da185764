// node_modules as package-lock.json wants it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from '../support/paths.mjs';
import { must } from '../support/run.mjs';

export function prepareNpm() {
  if (isUpToDate()) return;
  console.log('setup: npm ci (packages of package-lock.json into node_modules)');
  must([...npm(), 'ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: top,
    otherwise: 'setup: npm could not install the packages. Try again: npm ci',
  });
}

/** npm writes what it installed beside it; packages for other platforms are in the lock file only. */
function isUpToDate() {
  const installed = readPackages('node_modules/.package-lock.json');
  if (installed === undefined) return false;
  return Object.entries(readPackages('package-lock.json')).every(([path, wanted]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true;
    const found = installed[path];
    if (found === undefined) return wanted.optional === true;
    const same = found.version === wanted.version && found.integrity === wanted.integrity;
    return same && existsSync(join(top, path, 'package.json'));
  });
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(join(top, file), 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The npm that started this script, else the one on PATH. */
function npm() {
  const started = process.env.npm_execpath;
  return started?.endsWith('npm-cli.js') ? [process.execPath, started] : ['npm'];
}
