// Lists the entries of the user's working tree that git ignores. Reads names only, through git.
import type { IgnoredEntry } from '../../../base/model/ignored-entry.ts';
import { splitNames } from '../../../base/names.ts';
import { repoPath } from '../../../base/paths.ts';
import { git } from '../../../git/git.ts';
import type { Repository } from '../../../git/repository.ts';
import { EXCLUDED_NAMES } from './excluded-entries.ts';

/** Patterns, for git's `--exclude`, of entries that count as ignored even if no .gitignore names them. */
export const ALWAYS_IGNORED: readonly string[] = [
  'node_modules',
  '.venv',
  'venv',
  '.bundle',
  '**/vendor/bundle',
  ...EXCLUDED_NAMES,
];

/** The ignored entries of the user's working tree, none inside another. Fails as git does. */
export async function listIgnored(repository: Repository): Promise<IgnoredEntry[]> {
  const { stdout } = await git(repository.gitContext, [
    'ls-files',
    '--others',
    '--ignored',
    '--exclude-standard',
    ...ALWAYS_IGNORED.map((pattern) => `--exclude=${pattern}`),
    '--directory', // a directory that is ignored as a whole is one entry
    '-z',
  ]);
  return withoutNested(splitNames(stdout));
}

// git also lists a directory that is not ignored but has only ignored entries, before these: `vendor/` in `.env`,
// `vendor/`, `vendor/bundle/`, `web/.env`. It is left out, except a virtualenv with a .gitignore of its own, as uv
// makes them: that is one entry.
function withoutNested(names: readonly string[]): IgnoredEntry[] {
  const listed = new Set(names);
  const entries: IgnoredEntry[] = [];
  let whole: string | undefined;
  for (const [index, name] of names.entries()) {
    if (whole !== undefined && name.startsWith(whole)) continue;
    whole = name.endsWith('/') && listed.has(`${name}pyvenv.cfg`) ? name : undefined;
    const holdsNext = name.endsWith('/') && names[index + 1]?.startsWith(name) === true;
    if (holdsNext && whole === undefined) continue;
    entries.push({ path: repoPath(name.replace(/\/$/, '')), directory: name.endsWith('/') });
  }
  return entries;
}
