// A user's working tree and a checkout, in a folder of their own, gone after the test.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { fsPath } from '../../../../tools/base/names.ts';
import { absolutePath, repoPath, type AbsolutePath } from '../../../../tools/base/paths.ts';
import { provideIgnored } from '../../../../tools/snapshot/ignored/provide/provide-ignored.ts';
import { providedPaths } from '../../../../tools/snapshot/ignored/provide/manifest.ts';

export class TwoTrees {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'ignored-')));
  readonly top = this.#directory('home/me/repo');
  readonly checkout = this.#directory('private/1/checkout');
  readonly manifest = absolutePath(join(this.root, 'private/1/ignored.json'));

  constructor() {
    onTestFinished(() => {
      rmSync(this.root, { recursive: true, force: true });
    });
  }

  #directory(path: string): AbsolutePath {
    mkdirSync(join(this.root, path), { recursive: true });
    return absolutePath(join(this.root, path));
  }

  /** Writes files of the user's, by path. */
  user(files: Readonly<Record<string, string>>, mode = 0o644): void {
    for (const [path, content] of Object.entries(files)) write(join(this.top, path), content, mode);
  }

  userLink(path: string, text: string): void {
    makeLink(join(this.top, path), text);
  }

  /** Puts files into the checkout that its tree tracks. */
  track(files: Readonly<Record<string, string>>): void {
    const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: this.checkout });
    if (!existsSync(join(this.checkout, '.git'))) git('init', '-q');
    for (const [path, content] of Object.entries(files)) {
      write(join(this.checkout, path), content, 0o644);
      git('add', '-f', '--', path);
    }
  }

  /** Brings entries as git lists them: a directory's name ends with a slash. */
  async provide(...entries: readonly string[]): Promise<void> {
    await provideIgnored(
      entries.map((entry) => ({
        path: repoPath(entry.replace(/\/$/, '')),
        directory: entry.endsWith('/'),
      })),
      this,
    );
  }

  provided(): string[] {
    return providedPaths(this.manifest);
  }

  /** What the checkout has at `path`: a file's content, `-> ` and a link's text, or its kind. */
  made(path: string): string {
    const at = fsPath(join(this.checkout, path));
    const found = lstatSync(at, { throwIfNoEntry: false });
    if (found === undefined) return 'nothing';
    if (found.isSymbolicLink()) return `-> ${readlinkSync(at)}`;
    return found.isFile() ? readFileSync(at, 'utf8') : 'a directory';
  }

  /** Where a file that is reached through the checkout really lies: in which tree, and where there. */
  reached(path: string): string {
    const real = realpathSync(join(this.checkout, path));
    return real.replace(this.checkout, 'checkout').replace(this.top, 'top');
  }
}

/** Longer than the steps in which a file system keeps time. */
export const settle = (): Promise<void> => sleep(80);

function write(path: string, content: string, mode: number): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(fsPath(path), content, { mode });
}

function makeLink(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(text, path);
}
