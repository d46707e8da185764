// A small repository with one service, whose linter deletes lines that say `drop`, turns `bad` into `good`, and
// stops in the middle when it is told to.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { environment } from '../bench/workspace.mjs';
import { top } from '../support/paths.mjs';
import { capture, Stop } from '../support/run.mjs';

export const SERVICE = {
  path: 'apps/web',
  extensions: ['txt'],
  commands: ['tidy'],
};
const FILE = 'apps/web/a.txt';

const TIDY = `#!/usr/bin/env node
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { COMPARE } = process.env;
const pause = new Int32Array(new SharedArrayBuffer(4));
if (existsSync(COMPARE + '/stop')) {
  const number = readFileSync(COMPARE + '/stop', 'utf8');
  writeFileSync(COMPARE + '/stopped-' + number, '');
  for (let left = 1000; left > 0 && !existsSync(COMPARE + '/go-' + number); left -= 1) Atomics.wait(pause, 0, 0, 20);
}
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf8');
  const fixed = text.replaceAll('drop\\n', '').replaceAll('bad', 'good');
  if (fixed !== text) writeFileSync(file, fixed);
}
`;

export class Repository {
  #scratch;
  #environment;
  directory;

  constructor(scratch, directory, circumstances) {
    this.#scratch = scratch;
    this.directory = directory;
    this.#environment = circumstances;
  }

  /** A new one that is set up for the tool. */
  static make(scratch, { tool, peers, files }) {
    const directory = join(scratch, 'repository');
    const repository = new Repository(scratch, directory, {
      ...environment(scratch, directory, peers),
      GIT_AUTHOR_NAME: 'A developer',
      GIT_AUTHOR_EMAIL: 'developer@example.org',
      GIT_COMMITTER_NAME: 'A developer',
      GIT_COMMITTER_EMAIL: 'developer@example.org',
      COMPARE: scratch,
    });
    const bin = join(directory, 'node_modules/.bin');
    mkdirSync(bin, { recursive: true });
    symlinkSync(join(top, 'dist/switchyard.js'), join(bin, 'switchyard'));
    writeFileSync(join(bin, 'tidy'), TIDY, { mode: 0o755 });
    repository.git('init', '--quiet', '--initial-branch=main');
    for (const [path, text] of [...files, ['.gitignore', 'node_modules\n']]) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
    repository.git('add', '--all');
    repository.git('commit', '--quiet', '--message=tool');
    repository.#install(tool);
    return repository;
  }

  /** Another working tree of it. */
  link() {
    const directory = join(this.#scratch, 'linked');
    this.git('worktree', 'add', '--quiet', directory);
    symlinkSync(join(this.directory, 'node_modules'), join(directory, 'node_modules'));
    return new Repository(this.#scratch, directory, this.#environment);
  }

  #install({ prepare, hook }) {
    if (prepare !== undefined) return capture(prepare, this.#circumstances());
    const file = join(this.directory, '.git/hooks/pre-commit');
    const words = hook.map((word) => `'${word}'`).join(' ');
    writeFileSync(file, `#!/bin/sh\nexec ${words}\n`);
    chmodSync(file, 0o755);
    return undefined;
  }

  /** Commits the first text without the hook, stages the second, and leaves the third unstaged. */
  place(committed, staged, unstaged) {
    this.text = committed;
    this.git('add', FILE);
    this.git('commit', '--quiet', '--no-verify', '--message=base');
    this.text = staged;
    this.git('add', FILE);
    this.text = unstaged;
  }

  get text() {
    return readFileSync(join(this.directory, FILE), 'utf8');
  }

  set text(text) {
    mkdirSync(dirname(join(this.directory, FILE)), { recursive: true });
    writeFileSync(join(this.directory, FILE), text);
  }

  /** What is committed. */
  get committed() {
    return this.git('show', `HEAD:${FILE}`);
  }

  /** Whether it was made. */
  commit() {
    return capture(['git', 'commit', '--quiet', '--message=change'], this.#circumstances()).passed;
  }

  /** Starts a commit, and comes back while the linter is at work. */
  async commitAndStop() {
    const number = randomInt(2 ** 40);
    const signal = (name) => join(this.#scratch, name);
    writeFileSync(signal('stop'), String(number));
    const child = spawn('git', ['commit', '--quiet', '--message=change'], {
      ...this.#circumstances(),
      detached: true,
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    while (!existsSync(signal(`stopped-${number}`))) {
      if (child.exitCode !== null)
        throw new Stop(`The linter was not started in ${this.directory}.`);
      await delay(10);
    }
    rmSync(signal('stop'));
    return {
      /** Lets the linter and the commit end. Whether it was made. */
      goOn: async () => {
        writeFileSync(signal(`go-${number}`), '');
        return (await ended)[0] === 0;
      },
      kill: async () => {
        process.kill(-child.pid, 'SIGKILL');
        await ended;
        writeFileSync(signal(`go-${number}`), '');
        await delay(500); // a linter that lives on
        for (const lock of ['index.lock', 'HEAD.lock']) {
          rmSync(join(this.directory, '.git', lock), { force: true }); // git's, as its message says
        }
      },
    };
  }

  git(...args) {
    const { passed, stdout, stderr } = capture(['git', ...args], this.#circumstances());
    if (!passed) throw new Stop(`git ${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  #circumstances() {
    return { cwd: this.directory, env: this.#environment };
  }
}
