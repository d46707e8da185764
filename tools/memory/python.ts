// Adds the packages of a virtualenv or a Python installation to the inputs of a result (see `installed.ts`), and the
// sources of editable installs.
import { dirname } from 'node:path';
import {
  linkText,
  listDirectory,
  lstat,
  readContent,
  withoutRecording,
  type Child,
} from '../base/lookups.ts';
import { absolutePath, joinPath, isWithin, resolvePath, type AbsolutePath } from '../base/paths.ts';
import { addInode, addListing, listInstalled, type InputContext } from './installed.ts';

export function addVirtualenv(directory: AbsolutePath, context: InputContext): void {
  const { inputs } = context;
  inputs.addState(joinPath(directory, 'pyvenv.cfg'));
  addListing(joinPath(directory, 'bin'), inputs);
  addPythonPackages(directory, context);
}

/** Adds the packages of the Python installation at `prefix`, a virtualenv or not. */
export function addPythonPackages(prefix: AbsolutePath, context: InputContext): void {
  const isOne = linkText(joinPath(prefix, 'lib64')) === 'lib';
  for (const library of isOne ? ['lib'] : ['lib', 'lib64']) {
    for (const { name } of listDirectory(joinPath(prefix, library))) {
      if (!/^(python|pypy)/.test(name)) continue;
      for (const packages of ['site-packages', 'dist-packages']) {
        addSitePackages(joinPath(prefix, `${library}/${name}/${packages}`), prefix, context);
      }
    }
  }
}

export function addSitePackages(
  directory: AbsolutePath,
  prefix: AbsolutePath,
  { inputs, top, addSource }: InputContext,
): void {
  const children = listInstalled(directory).filter(({ name }) => name !== '__pycache__');
  inputs.addText(directory);
  addInode(directory, inputs);
  for (const { name } of children) inputs.addText(name);
  inputs.requireOlder(() => children.flatMap((child) => replacedPythonParts(directory, child)));
  const sources = withoutRecording(() => sourcesOf(directory, children));
  for (const source of sources) {
    // `pip install -e git+…` puts the sources into the virtualenv.
    const isOfTree = isWithin(top, source) && !isWithin(prefix, source);
    if (!isOfTree && !isWithin(directory, source)) addSource(source);
  }
}

/** The paths of an entry of site-packages whose change times show a new version. */
function replacedPythonParts(directory: AbsolutePath, child: Child): AbsolutePath[] {
  const path = joinPath(directory, child.name);
  return isRecord(child) ? [path, joinPath(path, 'RECORD')] : [beginningOf(path)];
}

const isRecord = ({ name, type }: Child): boolean =>
  type === 'directory' && name.endsWith('.dist-info');

/** `__init__.py` if there is one: the directory itself changes when Python first writes `__pycache__` into it. */
function beginningOf(path: AbsolutePath): AbsolutePath {
  const beginning = joinPath(path, '__init__.py');
  return withoutRecording(() => lstat(beginning)) === undefined ? path : beginning;
}

/** The source directories of editable installs. */
function sourcesOf(directory: AbsolutePath, children: readonly Child[]): AbsolutePath[] {
  const path = ({ name }: Child): AbsolutePath => joinPath(directory, name);
  const lists = children.filter(({ name }) => /\.(pth|egg-link)$/.test(name)).map(path);
  // Editable installs without a path in a `.pth` file have a finder module, whose name says `editable`.
  const hasFinders = children.some(({ name }) => /editable/i.test(name));
  const records = hasFinders ? children.filter(isRecord).map(path) : [];
  return [...lists.flatMap(pathsIn), ...records.flatMap(editableSource)];
}

/** The path in `direct_url.json`: `{"dir_info": {"editable": true}, "url": "file:///home/me/shared"}`. */
function editableSource(record: AbsolutePath): AbsolutePath[] {
  const text = readContent(joinPath(record, 'direct_url.json'))?.toString() ?? '';
  if (!/"editable"\s*:\s*true/.test(text)) return [];
  const path = /"file:\/\/(\/[^"]*)"/.exec(text)?.[1];
  return path === undefined ? [] : [absolutePath(decodeURIComponent(path))];
}

/** The paths in the lines of a `.pth` file; of an `.egg-link` file the absolute ones. */
const pathsIn = (file: AbsolutePath): AbsolutePath[] =>
  (readContent(file)?.toString() ?? '')
    .split('\n')
    .filter((line) =>
      file.endsWith('.pth') ? !/^(import\s|#|\s*$)/.test(line) : line.startsWith('/'),
    )
    .map((line) => resolvePath(absolutePath(dirname(file)), line.trimEnd()));
