// Finds out which pre-commit hook git runs: the hooks directory in force, and what is in it.
import { lstatIfExists } from '../base/files.ts';
import { splitNames } from '../base/names.ts';
import { joinPath, resolvePath, type AbsolutePath } from '../base/paths.ts';
import { readTextIfAny } from '../base/read-text.ts';
import { git } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';

export interface HooksDirectory {
  readonly path: AbsolutePath;
  /** The value of `core.hooksPath`, if set, and its scope (`local`, `global`, `worktree` …). */
  readonly setting: { readonly value: string; readonly scope: string } | undefined;
}

export type PreCommitHook =
  | { readonly kind: 'none' }
  | { readonly kind: 'not-executable'; readonly file: AbsolutePath }
  /** lefthook's own script, and the rc file that it sources. */
  | { readonly kind: 'lefthook'; readonly file: AbsolutePath; readonly rc: string | undefined }
  /** Something else that calls `switchyard run`. */
  | { readonly kind: 'switchyard'; readonly file: AbsolutePath }
  | { readonly kind: 'husky'; readonly file: AbsolutePath }
  | { readonly kind: 'pre-commit'; readonly file: AbsolutePath }
  | { readonly kind: 'other'; readonly file: AbsolutePath };

/** Where git looks for hooks in this working tree, by the user's own settings. */
export async function hooksDirectory({
  gitContext,
  top,
  commonDirectory,
}: Repository): Promise<HooksDirectory> {
  const args = ['config', '-z', '--show-scope', '--type=path', '--get-all', 'core.hooksPath'];
  const { stdout } = await git(gitContext, args, { expected: [1] });
  // global\0/home/a/hooks\0local\0.husky/_\0command\0/dev/null\0
  const words = splitNames(stdout);
  const settings = words.flatMap((scope, at) =>
    at % 2 === 0 && scope !== 'command' ? [{ scope, value: words[at + 1] ?? '' }] : [],
  );
  const setting = settings.at(-1);
  const path =
    setting === undefined || setting.value === ''
      ? joinPath(commonDirectory, 'hooks')
      : resolvePath(top, setting.value);
  return { path, setting };
}

/** What git would run before a commit. */
export function preCommitHook({ path }: HooksDirectory, top: AbsolutePath): PreCommitHook {
  const file = joinPath(path, 'pre-commit');
  const text = readTextIfAny(file);
  if (text === undefined) return { kind: 'none' };
  if (!isExecutable(file)) return { kind: 'not-executable', file };
  if (/\bcall_lefthook\b|\blefthook run\b/.test(text)) {
    // [ -f ./.lefthookrc ] && . ./.lefthookrc
    return { kind: 'lefthook', file, rc: /^\[ -f (\S+) \] && \. /m.exec(text)?.[1] };
  }
  const runs = (hook: string): boolean => RUNS.test(hook) || runsScript(hook, top);
  if (runs(text)) return { kind: 'switchyard', file };
  if (path.endsWith('/.husky/_') || path.endsWith('/.husky') || text.includes('husky.sh')) {
    const own = joinPath(top, '.husky/pre-commit');
    return runs(readTextIfAny(own) ?? '')
      ? { kind: 'switchyard', file: own }
      : { kind: 'husky', file };
  }
  return /pre-commit\.com|pre_commit/.test(text)
    ? { kind: 'pre-commit', file }
    : { kind: 'other', file };
}

const RUNS = /\bswitchyard(?:\.js)?['"]?\s+run\b/;

/** Whether the hook calls `npm run lint:staged`, and that script is switchyard. */
const runsScript = (hook: string, top: AbsolutePath): boolean =>
  /\blint:staged\b/.test(hook) &&
  /"lint:staged"\s*:\s*"[^"\n]*\bswitchyard\b/.test(
    readTextIfAny(joinPath(top, 'package.json')) ?? '',
  );

const isExecutable = (path: AbsolutePath): boolean =>
  ((lstatIfExists(path)?.mode ?? 0n) & 0o111n) !== 0n;
