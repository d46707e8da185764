// The demo's throw-away clone of this repository, ready for work as `npm ci` leaves it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, sep } from 'node:path';
import { top } from '../support/paths.mjs';
import { capture, must, show } from '../support/run.mjs';

/** What the set-up has put beside the sources; Bundler's only where the system's gems do not do. */
const IGNORED = [
  'node_modules',
  'apps/ai-gateway/.venv',
  'apps/core/.bundle',
  'apps/core/vendor/bundle',
];

export class Clone {
  #scratch = realpathSync(mkdtempSync(join(tmpdir(), 'switchyard-demo-')));
  directory = join(this.#scratch, 'switchyard');
  env = userEnvironment(this.#scratch);

  prepare() {
    must(['git', 'clone', '--quiet', top, this.directory]);
    for (const ignored of IGNORED) copy(ignored, this.directory);
    this.run(['git', 'config', 'user.name', 'A developer']);
    this.run(['git', 'config', 'user.email', 'developer@example.org']);
    this.run([process.execPath, 'scripts/prepare.mjs']);
  }

  remove() {
    rmSync(this.#scratch, { recursive: true, force: true });
  }

  /** Runs a program that has to pass; returns what it prints. */
  run(argv) {
    return must(argv, { cwd: this.directory, env: this.env });
  }

  /** Runs a program for the user to see. Whether it passed. */
  show(argv) {
    return show(argv, { cwd: this.directory, env: this.env });
  }

  /** Runs a program that is to believe in a terminal with colours. What it prints, in order. */
  record([program, ...args]) {
    const file = join(this.#scratch, 'output');
    const descriptor = openSync(file, 'w');
    const { status } = spawnSync(program, args, {
      cwd: this.directory,
      env: { ...this.env, ...COLOURS },
      stdio: ['ignore', descriptor, descriptor],
    });
    closeSync(descriptor);
    return { passed: status === 0, output: readFileSync(file, 'utf8') };
  }

  read(path) {
    return readFileSync(join(this.directory, path), 'utf8');
  }

  write(path, content) {
    mkdirSync(dirname(join(this.directory, path)), { recursive: true });
    writeFileSync(join(this.directory, path), content);
  }

  /** Puts `text` where the file holds `at`. */
  replace(path, at, text) {
    const parts = this.read(path).split(at);
    if (parts.length !== 2) throw new Error(`${path} should hold once: ${at}`);
    this.write(path, parts.join(text));
  }

  /** Everything that a commit could touch: each file's bytes, mode, inode and time; index; refs; stash. */
  observe() {
    const files = this.run(['git', 'ls-files', '-z', '-co', '--exclude-standard']);
    return {
      files: new Map(
        files
          .split('\0')
          .slice(0, -1)
          .map((path) => [path, this.#observeFile(path)]),
      ),
      index: this.run(['git', 'ls-files', '--stage', '-v']),
      refs: this.run(['git', 'for-each-ref']) + this.run(['git', 'rev-parse', 'HEAD']),
      stash: this.run(['git', 'stash', 'list']),
    };
  }

  #observeFile(path) {
    const file = join(this.directory, path);
    const { mode, ino, mtimeNs } = lstatSync(file, { bigint: true });
    const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
    return [hash, mode, ino, mtimeNs].join(' ');
  }
}

const COLOURS = {
  FORCE_COLOR: '1',
  CLICOLOR_FORCE: '1',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'color.ui',
  GIT_CONFIG_VALUE_0: 'always',
};

/** Hard links where the file system can: thousands of files in a second. */
function copy(path, directory) {
  const [from, to] = [join(top, path), join(directory, path)];
  if (!existsSync(from)) return;
  mkdirSync(dirname(to), { recursive: true });
  if (capture(['cp', '-al', from, to]).passed) return;
  rmSync(to, { recursive: true, force: true });
  must(['cp', '-a', from, to]);
}

/** As in a developer's terminal: without what npm sets for its scripts, and with no settings of git's. */
function userEnvironment(scratch) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|GIT_|INIT_CWD$|NODE$|CI$)/i.test(name)),
  );
  const bin = `${sep}node_modules${sep}.bin`;
  return {
    ...env,
    PATH: env.PATH.split(delimiter)
      .filter((directory) => !directory.endsWith(bin))
      .join(delimiter),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_PAGER: 'cat',
    SWITCHYARD_DIR: join(scratch, 'snapshots'),
  };
}
