// `node scripts/touched-services.mjs [--changed]`: prints `services=[…]` for a CI job matrix. With --changed,
// those that the NUL-separated paths on standard input touch, by what `switchyard explain` says.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from './support/paths.mjs';

const ALL = ['.', 'packages/ui', 'apps/web', 'apps/core', 'apps/ai-gateway'];

/** Services that are built from another one. */
const USED_BY = { 'packages/ui': ['apps/web'] };

/** What every service's tests depend on. */
const COMMON = /^(package(-lock)?\.json|switchyard\.config\.json|scripts\/|\.ci\/|\.github\/)/;

const touched = process.argv.includes('--changed') ? touchedBy(changedPaths()) : new Set(ALL);
console.log(`services=${JSON.stringify(ALL.filter((service) => touched.has(service)))}`);

function changedPaths() {
  return readFileSync(0, 'utf8').split('\0').filter(Boolean);
}

function touchedBy(paths) {
  if (paths.some((path) => COMMON.test(path))) return new Set(ALL);
  const services = new Set();
  for (const service of owners(paths)) {
    services.add(service);
    for (const user of USED_BY[service] ?? []) services.add(user);
  }
  return services;
}

/** Of the paths, so many at a time as a command line may have. */
function owners(paths) {
  const found = [];
  for (let at = 0; at < paths.length; at += 500) found.push(...ownersOf(paths.slice(at, at + 500)));
  return found;
}

function ownersOf(paths) {
  const program = join(top, 'dist/switchyard.js');
  const argv = [program, 'explain', '--json', '--', ...paths];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, {
    cwd: top,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout).flatMap(({ service }) => service ?? []);
}
