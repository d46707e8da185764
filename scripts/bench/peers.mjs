// Brings the tools to compare with, at pinned versions: npm's are this repository's own, PyPI's go into `.bench`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from '../support/paths.mjs';
import { capture, isOnPath, must } from '../support/run.mjs';

const PINNED = { prek: '0.5.11', 'pre-commit': '4.7.0' };
const virtualEnvironment = join(top, '.bench/venv');
const program = (name) => join(virtualEnvironment, 'bin', name);

/** Where each tool's program is, and which version it has; null where there is none. */
export function preparePeers() {
  if (Object.entries(PINNED).some(([name, version]) => versionOf([program(name)]) !== version)) {
    console.error('bench: .bench/venv (python3 -m venv, pip install prek pre-commit)');
    must(['python3', '-m', 'venv', '--clear', virtualEnvironment]);
    const wanted = Object.entries(PINNED).map(([name, version]) => `${name}==${version}`);
    must([program('pip'), 'install', '--quiet', ...wanted]);
  }
  return {
    switchyard: { argv: [join(top, 'dist/switchyard.js')], version: packageVersion('.') },
    lefthook: { argv: [lefthook()], version: packageVersion('node_modules/lefthook') },
    'lint-staged': {
      argv: [process.execPath, join(top, 'node_modules/lint-staged/bin/lint-staged.js')],
      version: packageVersion('node_modules/lint-staged'),
    },
    prek: { argv: [program('prek')], version: PINNED.prek },
    'pre-commit': { argv: [program('pre-commit')], version: PINNED['pre-commit'] },
    hk: isOnPath('hk') ? { argv: ['hk'], version: versionOf(['hk']) } : null,
    python: program('python'),
  };
}

const versionOf = (argv) => /\d+(?:\.\d+)+/.exec(capture([...argv, '--version']).stdout)?.[0];

const packageVersion = (path) =>
  JSON.parse(readFileSync(join(top, path, 'package.json'), 'utf8')).version;

/** The program itself, not npm's wrapper around it, which would start Node first. */
function lefthook() {
  const modules = join(top, 'node_modules');
  return readdirSync(modules)
    .filter((name) => name.startsWith('lefthook-'))
    .map((name) => join(modules, name, 'bin/lefthook'))
    .find((file) => existsSync(file));
}
