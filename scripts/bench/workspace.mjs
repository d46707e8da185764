// One repository on disk for all tools: every tool has a commit of its own, with its configuration, and each
// measurement begins by checking out what is to be staged there.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join, sep } from 'node:path';
import { top } from '../support/paths.mjs';
import { capture, must, Stop } from '../support/run.mjs';
import { writeCommits } from './commits.mjs';
import { CONFIGURATIONS } from './tools.mjs';

/** Ignored directories that linters need; nothing else is taken along. */
const NEEDED = new Set(['node_modules', '.venv', 'bundle', '.bundle']);

export class Workspace {
  #scratch;
  #heads = new Map();
  #contents = new Map();
  directory;
  services;
  env;
  /** Paths of source files, those of each service together. */
  paths;

  constructor(scratch, { name, services, peers }) {
    this.#scratch = scratch;
    this.directory = join(scratch, name, 'repository');
    this.services = services;
    this.env = environment(join(scratch, name), this.directory, peers);
    mkdirSync(this.directory, { recursive: true });
  }

  /** The bench's own: path → content. */
  make(files) {
    this.git(['init', '--quiet', '--initial-branch=main']);
    const [base] = writeCommits(this.directory, [{ files }]);
    this.#open(base, top);
  }

  /** Another repository, at its HEAD. */
  clone(path) {
    must(['git', 'clone', '--quiet', path, this.directory]);
    this.#open(this.git(['rev-parse', 'HEAD']).trim(), path);
  }

  #open(base, origin) {
    this.base = base;
    this.git(['config', 'user.name', 'A developer']);
    this.git(['config', 'user.email', 'developer@example.org']);
    this.git(['config', 'gc.auto', '0']);
    const tree = this.git(['ls-tree', '-r', '-z', '--name-only', base]).split('\0').slice(0, -1);
    this.tracked = new Set(tree);
    this.paths = tree.filter((path) => this.services.some((service) => owns(service, path)));
    this.#takeAlong(origin);
  }

  /** Hard links: thousands of packages in seconds. */
  #takeAlong(origin) {
    const args = ['ls-files', '-o', '-i', '--exclude-standard', '--directory', '-z'];
    const { stdout } = capture(['git', ...args], { cwd: origin });
    for (const path of stdout.split('\0').map((entry) => entry.replace(/\/$/, ''))) {
      const parent = join(this.directory, dirname(path));
      if (!NEEDED.has(basename(path)) || path.startsWith('.bench/')) continue;
      mkdirSync(parent, { recursive: true });
      const [from, to] = [join(origin, path), join(this.directory, path)];
      if (!capture(['cp', '-al', from, to]).passed) must(['cp', '-a', from, to]);
    }
    const bin = join(this.directory, 'node_modules/.bin');
    rmSync(join(this.directory, 'node_modules/@switchyard-demo'), { recursive: true, force: true });
    mkdirSync(bin, { recursive: true });
    rmSync(join(bin, 'switchyard'), { force: true });
    symlinkSync(join(top, 'dist/switchyard.js'), join(bin, 'switchyard'));
  }

  /** The commit that holds a tool's configuration, and that of no other. */
  headOf(tool, services) {
    const key = JSON.stringify([tool.name, services]);
    const known = this.#heads.get(key);
    if (known !== undefined) return known;
    const others = [
      ...CONFIGURATIONS,
      ...services.map(({ path }) => `${path}/.lintstagedrc.json`),
    ].filter((path) => this.tracked.has(path));
    const files = new Map([...others.map((path) => [path, null]), ...tool.files(services)]);
    const [head] = writeCommits(this.directory, [{ from: this.base, files }]);
    this.#heads.set(key, head);
    return head;
  }

  /** HEAD at one commit; index and working tree as in another. */
  place(head, staged) {
    this.git(['checkout', '--quiet', '--force', '-B', 'main', staged]);
    this.git(['reset', '--quiet', '--soft', head]);
  }

  /** What HEAD's files were before any tool's commit. */
  contents(paths) {
    const missing = paths.filter((path) => !this.#contents.has(path));
    if (missing.length > 0) {
      const input = missing.map((path) => `${this.base}:${path}\n`).join('');
      const { stdout } = spawnSync('git', ['cat-file', '--batch'], {
        cwd: this.directory,
        input,
        maxBuffer: 1 << 30,
      });
      let at = 0;
      for (const path of missing) {
        // <id> blob <size>\n<content>\n
        const start = stdout.indexOf('\n', at) + 1;
        const size = Number(stdout.toString('latin1', at, start).split(' ')[2]);
        this.#contents.set(path, stdout.toString('utf8', start, start + size));
        at = start + size + 1;
      }
    }
    return new Map(paths.map((path) => [path, this.#contents.get(path)]));
  }

  write(path, content) {
    writeFileSync(join(this.directory, path), content);
  }

  /** A file outside of the repository. */
  scratchFile(name, content) {
    const file = join(this.#scratch, name);
    writeFileSync(file, content);
    return file;
  }

  git(args) {
    const { passed, stdout, stderr } = capture(['git', ...args], {
      cwd: this.directory,
      env: this.env,
    });
    if (!passed) throw new Stop(`git ${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  remove() {
    rmSync(dirname(this.directory), { recursive: true, force: true });
  }
}

export const owns = ({ path, extensions }, file) =>
  file.startsWith(`${path}/`) && extensions.some((extension) => file.endsWith(`.${extension}`));

/**
 * As in a developer's terminal, with caches of the bench's own. NODE_EXTRA_CA_CERTS would make every tool that
 * is written in Node start later.
 */
export function environment(scratch, directory, peers) {
  const set = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_|GIT_|LEFTHOOK|SWITCHYARD|NODE_EXTRA_CA_CERTS$|INIT_CWD$|NODE$|CI$)/i.test(name),
  );
  const inherited = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((entry) => !entry.endsWith(`${sep}node_modules${sep}.bin`));
  return {
    ...Object.fromEntries(set),
    PATH: [
      join(directory, 'node_modules/.bin'),
      join(directory, 'apps/ai-gateway/.venv/bin'),
      ...inherited,
    ].join(delimiter),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    LEFTHOOK_BIN: peers.lefthook.argv[0],
    SWITCHYARD_DIR: join(scratch, 'snapshots'),
    XDG_CACHE_HOME: join(scratch, 'cache'),
    XDG_STATE_HOME: join(scratch, 'state'),
    PREK_HOME: join(top, '.bench/prek'),
    PRE_COMMIT_HOME: join(top, '.bench/pre-commit'),
  };
}
