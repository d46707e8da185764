// The gateway's `.venv`, with the versions that its requirements files pin.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gateway, virtualEnvironment } from '../support/paths.mjs';
import { capture, must, Stop } from '../support/run.mjs';
import { canInstallPackages, installCommand, installPackages, isDebian } from './debian.mjs';

const PACKAGES = ['python3', 'python3-venv'];
const REQUIREMENTS = ['requirements.txt', 'requirements-dev.txt'];

const python = join(virtualEnvironment, 'bin/python');
/** Written last: what the environment was made from. */
const stamp = join(virtualEnvironment, '.made-from');

export function prepareGateway() {
  const wanted = fingerprint();
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (!pythonIsThere() && canInstallPackages()) installPackages(PACKAGES);
  if (!pythonIsThere()) throw new Stop(`setup: apps/ai-gateway needs ${howToGetPython()}`);
  console.log(
    'setup: apps/ai-gateway/.venv (python3 -m venv, pip install -r requirements-dev.txt)',
  );
  must(['python3', '-m', 'venv', '--clear', virtualEnvironment]);
  must([python, '-m', 'pip', 'install', '--quiet', '-r', 'requirements-dev.txt'], {
    cwd: gateway,
    otherwise:
      'setup: pip could not install. Try again: (cd apps/ai-gateway && .venv/bin/pip install -r requirements-dev.txt)',
  });
  writeFileSync(stamp, wanted);
}

/** Of the pinned versions, and of the place: scripts in a `.venv` name its absolute path. */
function fingerprint() {
  const hash = createHash('sha256').update(virtualEnvironment);
  for (const file of REQUIREMENTS) hash.update('\0').update(readFileSync(join(gateway, file)));
  return hash.digest('hex');
}

const pythonIsThere = () =>
  capture(['python3', '-c', 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'])
    .passed;

const howToGetPython = () =>
  isDebian() ? `Python with venv: ${installCommand(PACKAGES)}` : 'Python 3.11 or newer as python3.';
