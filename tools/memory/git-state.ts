// Notes, as inputs of results, what a git command that a linter runs can answer besides the tree: git's settings, refs,
// and files in the repository's git directory.
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { listDirectory, readContent } from '../base/look.ts';
import { absolutePath, below, resolveFrom, type AbsolutePath } from '../base/paths.ts';
import type { Repository } from '../git/repository.ts';
import { takeNotes, type Notes, type Seen } from './notes.ts';
import { noteFile, settingsDirectory } from './settings.ts';

/** Notes git's state besides its settings: refs, shallow and sparse checkout. */
export function noteGitState({ commonDirectory, gitDirectory }: Repository): Seen {
  return takeNotes((notes) => {
    noteFile(below(commonDirectory, 'shallow'), notes);
    noteRefs(commonDirectory, notes);
    const tables = below(commonDirectory, 'reftable');
    for (const { name } of listDirectory(tables)) notes.state(below(tables, name));
    notes.state(below(gitDirectory, 'info/sparse-checkout'));
  });
}

/** Notes git's settings with their includes, and the attributes and excludes that are no tracked files. */
export function noteGitSettings({ commonDirectory, gitDirectory, place, top }: Repository): Seen {
  return takeNotes((notes) => {
    const own = ['info/attributes', 'info/exclude'].map((path) => below(commonDirectory, path));
    const users = ['git/attributes', 'git/ignore'].map((path) => below(settingsDirectory(), path));
    for (const file of [...own, ...users]) noteFile(file, notes);
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

/** Notes refs by their values: `git gc` moves them to another file, a commit that is undone leaves its file new. */
function noteRefs(commonDirectory: AbsolutePath, notes: Notes): void {
  const loose = new Map<string, string>();
  const readLoose = (directory: string): void => {
    for (const { name, type } of listDirectory(below(commonDirectory, directory))) {
      const path = `${directory}/${name}`;
      if (type === 'directory') readLoose(path);
      else if (!name.endsWith('.lock')) {
        const value = readContent(below(commonDirectory, path))?.toString('latin1') ?? '';
        loose.set(path, `${path} ${value.trimEnd()}`);
      }
    }
  };
  readLoose('refs');
  const refs = [...loose.values()];
  const packed = readContent(below(commonDirectory, 'packed-refs'))?.toString('latin1') ?? '';
  for (const line of packed.split('\n')) {
    // `4b825dc… refs/heads/main`; a header begins with `#`, `^4b825dc…` is what a tag leads to
    const space = line.indexOf(' ');
    const name = line.slice(space + 1);
    if (/^[0-9a-f]/.test(line) && !loose.has(name)) refs.push(`${name} ${line.slice(0, space)}`);
  }
  notes.text(refs.sort().join('\n'));
}
