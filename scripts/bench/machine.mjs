// On what it was measured: cores, kernel, versions. Names of machines and users are nobody's business.
import { cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { core, top, virtualEnvironment } from '../support/paths.mjs';
import { capture } from '../support/run.mjs';

export function describeMachine() {
  const version = (argv, cwd = top) =>
    /\d+(?:\.\d+)+/.exec(capture([...argv, '--version'], { cwd }).stdout)?.[0] ?? 'unknown';
  const bin = join(top, 'node_modules/.bin');
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memory: totalmem(),
    kernel: `${platform()} ${/^[\d.]+/.exec(release())?.[0]}`,
    versions: {
      git: version(['git']),
      node: process.versions.node,
      eslint: version([join(bin, 'eslint')]),
      prettier: version([join(bin, 'prettier')]),
      ruby: version(['ruby']),
      rubocop: version(['bundle', 'exec', 'rubocop'], core),
      ruff: version([join(virtualEnvironment, 'bin/ruff')]),
    },
  };
}
