// Notes what git says in a linter, besides the tree: settings, refs, and files that belong to no tree.
import { homedir } from 'node:os';
import { listDirectory } from '../base/look.ts';
import { below, resolveFrom, type AbsolutePath } from '../base/paths.ts';
import { git } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import { takeNotes, type Notes, type Seen } from './notes.ts';

/** Of one moment. */
export async function noteGit(repository: Repository): Promise<Seen> {
  const { place, commonDirectory, gitDirectory, top } = repository;
  const settings = await git(place, ['config', '--list', '-z'], { expected: [1] });
  return takeNotes((notes) => {
    const entries = settings.stdout.toString('latin1').split('\0');
    for (const entry of entries) notes.text(entry);
    for (const file of ['info/attributes', 'info/exclude', 'shallow', 'packed-refs']) {
      notes.state(below(commonDirectory, file));
    }
    for (const refs of ['refs', 'reftable']) noteRefs(below(commonDirectory, refs), notes);
    notes.state(below(gitDirectory, 'info/sparse-checkout'));
    for (const entry of entries) {
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
