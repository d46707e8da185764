// Notes what git says in a linter, besides the tree: settings, refs, and files that belong to no tree.
import { homedir } from 'node:os';
import { listDirectory, readContent } from '../base/look.ts';
import { absolutePath, below, resolveFrom, type AbsolutePath } from '../base/paths.ts';
import { git } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import { digestOf, takeNotes, type Notes, type Seen } from './notes.ts';

/** The settings in force, from whichever file. Holds none of their values: some are secrets. */
export interface Settings {
  readonly digest: string;
  /** Files of patterns that they name. */
  readonly files: readonly AbsolutePath[];
  /** Whether a file beside the usual ones has a part in them. */
  readonly areElsewhere: boolean;
}

export async function readSettings({ place, top }: Repository): Promise<Settings> {
  const { stdout } = await git(place, ['config', '--list', '-z'], { expected: [1] });
  const entries = stdout.toString('latin1').split('\0'); // `name\nvalue`
  return {
    digest: digestOf(entries),
    files: entries.flatMap((entry) => {
      // `core.excludesfile\n~/.gitignore`
      const path = /^core\.(?:excludes|attributes)file\n(.+)$/.exec(entry)?.[1];
      return path === undefined ? [] : [resolveFrom(top, path.replace(/^~(?=\/)/, homedir()))];
    }),
    areElsewhere: entries.some((entry) => /^include(if\.|\.)/.test(entry)),
  };
}

/** Of one moment. Notes what the files hold in which `settings` usually are, too. */
export function noteGit(repository: Repository, settings: Settings): Seen {
  const { commonDirectory, gitDirectory } = repository;
  return takeNotes((notes) => {
    notes.text(settings.digest);
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
    for (const file of settings.files) notes.state(file);
  });
}

function noteRefs(directory: AbsolutePath, notes: Notes): void {
  for (const { name, type } of listDirectory(directory)) {
    const path = below(directory, name);
    if (type === 'directory') noteRefs(path, notes);
    else if (!name.endsWith('.lock')) notes.state(path);
  }
}
