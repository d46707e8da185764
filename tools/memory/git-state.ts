// Collects, as inputs of a result, what a linter can ask git for besides the tree: git's settings, refs,
// and files in the repository's git directory.
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { listDirectory, readContent } from '../base/lookups.ts';
import { absolutePath, joinPath, resolvePath, type AbsolutePath } from '../base/paths.ts';
import type { Repository } from '../git/repository.ts';
import { collectInputs, type InputCollector, type Inputs } from './inputs.ts';
import { addFile } from './named-files.ts';
import { settingsDirectory } from './settings.ts';

/** git's state except its settings: refs, shallow and sparse checkout. */
export function gitStateInputs({ commonDirectory, gitDirectory }: Repository): Inputs {
  return collectInputs((inputs) => {
    addFile(joinPath(commonDirectory, 'shallow'), inputs);
    addRefs(commonDirectory, inputs);
    const tables = joinPath(commonDirectory, 'reftable');
    for (const { name } of listDirectory(tables)) inputs.addState(joinPath(tables, name));
    inputs.addState(joinPath(gitDirectory, 'info/sparse-checkout'));
  });
}

/** git's settings with their includes, and the attributes and excludes that are no tracked files. */
export function gitSettingsInputs({
  commonDirectory,
  gitDirectory,
  gitContext,
  top,
}: Repository): Inputs {
  return collectInputs((inputs) => {
    const own = ['info/attributes', 'info/exclude'].map((path) => joinPath(commonDirectory, path));
    const users = ['git/attributes', 'git/ignore'].map((path) =>
      joinPath(settingsDirectory(), path),
    );
    for (const file of [...own, ...users]) addFile(file, inputs);
    const given = Object.entries(gitContext.environment).filter(([name]) =>
      name.startsWith('GIT_CONFIG'),
    );
    for (const variable of given) inputs.addText(variable.join('='));
    const named = given.flatMap(([name, value]) => (NAMING.test(name) && value ? [value] : []));
    const added = new Set<AbsolutePath>();
    for (const file of [
      ...SYSTEM,
      joinPath(settingsDirectory(), 'git/config'),
      joinPath(absolutePath(homedir()), '.gitconfig'),
      ...named.map((path) => resolvePath(top, path)),
      joinPath(commonDirectory, 'config'),
      joinPath(gitDirectory, 'config.worktree'),
    ]) {
      addSettingsFile(file, { inputs, added, top, head: joinPath(gitDirectory, 'HEAD') });
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

interface SettingsReading {
  readonly inputs: InputCollector;
  readonly added: Set<AbsolutePath>;
  readonly top: AbsolutePath;
  /** The file HEAD, which names the branch. */
  readonly head: AbsolutePath;
}

/** Adds the content of a settings file, and the files it names: includes, `core.excludesFile`, `.attributesFile`. */
function addSettingsFile(file: AbsolutePath, reading: SettingsReading): void {
  const { inputs, added, top, head } = reading;
  if (added.has(file)) return;
  added.add(file);
  const text = readContent(file)?.toString('latin1') ?? '';
  inputs.addText(text);
  if (/"onbranch:/i.test(text)) inputs.addText(readContent(head)?.toString('latin1') ?? '');
  let section = '';
  for (const line of text.replace(BOM, '').split(/\r?\n/)) {
    const [, header, behind] = HEADER.exec(line) ?? [];
    section = header?.toLowerCase() ?? section;
    const [, key = '', value = ''] = SETTING.exec(behind ?? line) ?? [];
    const name = `${section}.${key.toLowerCase()}`;
    const isIncluded = name === 'include.path' || name === 'includeif.path';
    if (!isIncluded && name !== 'core.excludesfile' && name !== 'core.attributesfile') continue;
    const path = settingPath(value);
    if (path === undefined) inputs.markUncacheable();
    else if (path === '') continue;
    else if (isIncluded) addSettingsFile(resolvePath(absolutePath(dirname(file)), path), reading);
    else addFile(resolvePath(top, path), inputs);
  }
}

const BOM = /^\xef\xbb\xbf/;

/** `[section "name"]`; a setting may follow on the same line. */
const HEADER = /^\s*\[\s*([\w-]+)(?:\.[\w.-]+|\s+"(?:[^"\\]|\\.)*")?\s*\](.*)$/;
const SETTING = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/;

/** The path in a value such as `"~/name" # why`; `undefined` for escapes, `~user` and `%(prefix)`. */
function settingPath(value: string): string | undefined {
  const [, quoted, bare] = /^(?:"([^"\\]*)"|([^"\\#;]*?))\s*(?:[#;].*)?$/.exec(value) ?? [];
  const path = quoted ?? bare;
  if (path === undefined || /^%|^~[^/]/.test(path)) return undefined;
  return Buffer.from(path.replace(/^~(?=\/)/, homedir()), 'latin1').toString();
}

/** Adds refs by their values: `git gc` moves them to another file, a commit that is undone leaves its file new. */
function addRefs(commonDirectory: AbsolutePath, inputs: InputCollector): void {
  const loose = new Map<string, string>();
  const readLoose = (directory: string): void => {
    for (const { name, type } of listDirectory(joinPath(commonDirectory, directory))) {
      const path = `${directory}/${name}`;
      if (type === 'directory') readLoose(path);
      else if (!name.endsWith('.lock')) {
        const value = readContent(joinPath(commonDirectory, path))?.toString('latin1') ?? '';
        loose.set(path, `${path} ${value.trimEnd()}`);
      }
    }
  };
  readLoose('refs');
  const refs = [...loose.values()];
  const packed = readContent(joinPath(commonDirectory, 'packed-refs'))?.toString('latin1') ?? '';
  for (const line of packed.split('\n')) {
    // `4b825dc… refs/heads/main`; a header begins with `#`, `^4b825dc…` is what a tag leads to
    const space = line.indexOf(' ');
    const name = line.slice(space + 1);
    if (/^[0-9a-f]/.test(line) && !loose.has(name)) refs.push(`${name} ${line.slice(0, space)}`);
  }
  inputs.addText(refs.sort().join('\n'));
}
