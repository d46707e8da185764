// Notes, as inputs of results, what a git command that a linter runs can answer besides the tree: git's settings, refs,
// and files in the repository's git directory.
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { listDirectory, readContent } from '../base/look.ts';
import { absolutePath, below, resolveFrom, type AbsolutePath } from '../base/paths.ts';
import type { Repository } from '../git/repository.ts';
import { takeNotes, type Notes, type Seen } from './notes.ts';
import { noteFile, settingsDirectory } from './settings.ts';

/** Notes git's state: settings with their includes, refs, attributes, excludes, shallow and sparse checkout. */
export function noteGit({ commonDirectory, gitDirectory, place, top }: Repository): Seen {
  return takeNotes((notes) => {
    for (const file of ['info/attributes', 'info/exclude', 'shallow', 'packed-refs']) {
      noteFile(below(commonDirectory, file), notes);
    }
    for (const refs of ['refs', 'reftable']) noteRefs(below(commonDirectory, refs), notes);
    notes.state(below(gitDirectory, 'info/sparse-checkout'));
    const given = Object.entries(place.environment).filter(([name]) =>
      name.startsWith('GIT_CONFIG'),
    );
    for (const variable of given) notes.text(variable.join('='));
    const named = given.flatMap(([name, value]) => (NAMING.test(name) && value ? [value] : []));
    const noted = new Set<AbsolutePath>();
    for (const file of [
      ...SYSTEM,
      below(settingsDirectory(), 'git/config'),
      below(absolutePath(homedir()), '.gitconfig'),
      ...named.map((path) => resolveFrom(top, path)),
      below(commonDirectory, 'config'),
      below(gitDirectory, 'config.worktree'),
    ]) {
      noteSettingsFile(file, { notes, noted, top, head: below(gitDirectory, 'HEAD') });
    }
  });
}

const NAMING = /^GIT_CONFIG_(GLOBAL|SYSTEM)$/;

/** The paths of git's system settings; they differ by how git was built. */
const SYSTEM = [
  '/etc/gitconfig',
  '/usr/local/etc/gitconfig',
  '/opt/homebrew/etc/gitconfig',
  '/home/linuxbrew/.linuxbrew/etc/gitconfig',
  '/Library/Developer/CommandLineTools/usr/share/git-core/gitconfig',
].map(absolutePath);

interface Noting {
  readonly notes: Notes;
  readonly noted: Set<AbsolutePath>;
  readonly top: AbsolutePath;
  /** The file HEAD, which names the branch. */
  readonly head: AbsolutePath;
}

/** Notes the content of a settings file, and the files it names: includes, `core.excludesFile`, `.attributesFile`. */
function noteSettingsFile(file: AbsolutePath, noting: Noting): void {
  const { notes, noted, top, head } = noting;
  if (noted.has(file)) return;
  noted.add(file);
  const text = readContent(file)?.toString('latin1') ?? '';
  notes.text(text);
  if (/"onbranch:/i.test(text)) notes.text(readContent(head)?.toString('latin1') ?? '');
  let section = '';
  for (const line of text.replace(BOM, '').split(/\r?\n/)) {
    const [, header, behind] = HEADER.exec(line) ?? [];
    section = header?.toLowerCase() ?? section;
    const [, key = '', value = ''] = SETTING.exec(behind ?? line) ?? [];
    const name = `${section}.${key.toLowerCase()}`;
    const isIncluded = name === 'include.path' || name === 'includeif.path';
    if (!isIncluded && name !== 'core.excludesfile' && name !== 'core.attributesfile') continue;
    const path = pathIn(value);
    if (path === undefined) notes.giveUp();
    else if (path === '') continue;
    else if (isIncluded) noteSettingsFile(resolveFrom(absolutePath(dirname(file)), path), noting);
    else noteFile(resolveFrom(top, path), notes);
  }
}

const BOM = /^\xef\xbb\xbf/;

/** `[section "name"]`; a setting may follow on the same line. */
const HEADER = /^\s*\[\s*([\w-]+)(?:\.[\w.-]+|\s+"(?:[^"\\]|\\.)*")?\s*\](.*)$/;
const SETTING = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/;

/** The path in a value such as `"~/name" # why`; `undefined` for escapes, `~user` and `%(prefix)`. */
function pathIn(value: string): string | undefined {
  const [, quoted, bare] = /^(?:"([^"\\]*)"|([^"\\#;]*?))\s*(?:[#;].*)?$/.exec(value) ?? [];
  const path = quoted ?? bare;
  if (path === undefined || /^%|^~[^/]/.test(path)) return undefined;
  return Buffer.from(path.replace(/^~(?=\/)/, homedir()), 'latin1').toString();
}

function noteRefs(directory: AbsolutePath, notes: Notes): void {
  for (const { name, type } of listDirectory(directory)) {
    const path = below(directory, name);
    if (type === 'directory') noteRefs(path, notes);
    else if (!name.endsWith('.lock')) notes.state(path);
  }
}
