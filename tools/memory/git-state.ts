// Notes what git says in a linter, besides the tree: settings, refs, and files that belong to no tree.
import { homedir } from 'node:os';
import { listDirectory, readContent } from '../base/look.ts';
import { absolutePath, below, resolveFrom, type AbsolutePath } from '../base/paths.ts';
import { git } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import { takeNotes, type Notes, type Seen } from './notes.ts';

/** `name\nvalue` of each setting in force, from whichever file. */
export async function readSettings({ place }: Repository): Promise<readonly string[]> {
  const { stdout } = await git(place, ['config', '--list', '-z'], { expected: [1] });
  return stdout.toString('latin1').split('\0');
}

/** Whether a file beside the usual ones has a part in the settings. */
export const areElsewhere = (settings: readonly string[]): boolean =>
  settings.some((entry) => /^include(if\.|\.)/.test(entry));

/** Of one moment. Notes what the files hold in which `settings` usually are, too. */
export function noteGit(repository: Repository, settings: readonly string[]): Seen {
  const { commonDirectory, gitDirectory, top } = repository;
  return takeNotes((notes) => {
    for (const entry of settings) notes.text(entry);
    for (const file of ['info/attributes', 'info/exclude', 'shallow', 'packed-refs']) {
      notes.state(below(commonDirectory, file));
    }
    for (const refs of ['refs', 'reftable']) noteRefs(below(commonDirectory, refs), notes);
    notes.state(below(gitDirectory, 'info/sparse-checkout'));
    for (const file of [
      below(commonDirectory, 'config'),
      below(gitDirectory, 'config.worktree'),
      absolutePath('/etc/gitconfig'),
    ]) {
      notes.text(readContent(file)?.toString('latin1') ?? '');
    }
    for (const entry of settings) {
      // `core.excludesfile\n~/.gitignore`
      const path = /^core\.(?:excludes|attributes)file\n(.+)$/.exec(entry)?.[1];
      if (path === undefined) continue;
      notes.state(resolveFrom(top, path.replace(/^~(?=\/)/, homedir())));
    }
  });
}

function noteRefs(directory: AbsolutePath, notes: Notes): void {
  for (const { name, type } of listDirectory(directory)) {
    const path = below(directory, name);
    if (type === 'directory') noteRefs(path, notes);
    else if (!name.endsWith('.lock')) notes.state(path);
  }
}
