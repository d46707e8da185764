// A real repository in a directory of its own, for the tests of publishing.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Fix } from '../../../tools/base/model/lint-result.ts';
import { absolutePath, repoPath } from '../../../tools/base/paths.ts';
import { findRepository, type Repository } from '../../../tools/git/repository.ts';

export const GIT_ENVIRONMENT = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};

export interface WorkRepository {
  readonly top: string;
  readonly git: (...args: string[]) => string;
  /** With other input or environment. */
  readonly gitWith: (
    options: { input?: string | Buffer; environment?: Record<string, string> },
    ...args: string[]
  ) => string;
  readonly write: (path: string, content: string | Buffer) => void;
  readonly read: (path: string) => string;
  readonly path: (path: string) => string;
  /** Writes and stages. */
  readonly stage: (path: string, content: string | Buffer) => void;
  /** What the index holds at a path. */
  readonly staged: (path: string) => string;
  /** The fix of a staged file into `content`, as the linters would have made it. */
  readonly fix: (path: string, content: string) => Fix;
  readonly find: () => Promise<Repository>;
}

/** Bytes are given and compared as latin1. */
export function makeRepository(...initArgs: string[]): WorkRepository {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'publish-')));
  const repository = openRepository(top);
  repository.git('init', '-q', '-b', 'main', ...initArgs, '.');
  return repository;
}

export function openRepository(top: string): WorkRepository {
  const gitWith: WorkRepository['gitWith'] = ({ input = '', environment = {} }, ...args) =>
    execFileSync('git', args, {
      cwd: top,
      env: { ...GIT_ENVIRONMENT, ...environment },
      input,
      encoding: 'latin1',
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: 1 << 30,
    });
  const git: WorkRepository['git'] = (...args) => gitWith({}, ...args);
  const write: WorkRepository['write'] = (path, content) => {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), content, 'latin1');
  };
  return {
    top,
    git,
    gitWith,
    write,
    read: (path) => readFileSync(join(top, path), 'latin1'),
    path: (path) => join(top, path),
    stage: (path, content) => {
      write(path, content);
      git('add', '--', path);
    },
    staged: (path) => git('cat-file', 'blob', `:0:${path}`),
    fix: (path, content) => {
      const [mode = '', staged = ''] = git('ls-files', '-s', '--', path).split(' ');
      const fix = Buffer.from(content, 'latin1');
      return {
        path: repoPath(path),
        mode,
        staged,
        fixed: gitWith({ input: fix }, 'hash-object', '-w', '--stdin', `--path=${path}`).trim(),
        base: Buffer.from(git('cat-file', '--filters', `:0:${path}`), 'latin1'),
        fix,
      };
    },
    find: () => findRepository(absolutePath(top)),
  };
}
