// Reads from package.json what matters for linters: dependencies and scripts; and finds installed versions.
import { baseName, selfAndAncestors, type RepoPath, joinRepoPath } from '../base/paths.ts';
import { parseVersion, type Version } from '../base/version.ts';
import { listedText, type Tree } from './tool-use.ts';

export interface PackageFile {
  readonly directory: RepoPath;
  readonly name: string;
  /** Name → version range, of all kinds of dependencies. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  /** All keys at the top level; some hold configuration of linters. */
  readonly keys: ReadonlySet<string>;
}

/** `undefined` if there is none, or it cannot be parsed. */
export function readPackageFile(tree: Tree, directory: RepoPath): PackageFile | undefined {
  const text = listedText(tree, joinRepoPath(directory, 'package.json'));
  const content = text === undefined ? undefined : parseObject(text);
  if (content === undefined) return undefined;
  const kinds = ['peerDependencies', 'optionalDependencies', 'dependencies', 'devDependencies'];
  return {
    directory,
    name: typeof content.name === 'string' ? content.name : '',
    dependencies: Object.assign({}, ...kinds.map((kind) => strings(content[kind]))) as Record<
      string,
      string
    >,
    scripts: strings(content.scripts),
    keys: new Set(Object.keys(content)),
  };
}

/** The package files of `directory` and of all above it, deepest first. */
export const packageFiles = (tree: Tree, directory: RepoPath): PackageFile[] =>
  [...selfAndAncestors(directory)].flatMap((at) => readPackageFile(tree, at) ?? []);

/** Whether the package depends on `name`, or has its configuration (`isOwn`) and a package above depends on it. */
export const isThere = (tree: Tree, own: PackageFile, name: string, isOwn: boolean): boolean =>
  own.dependencies[name] !== undefined ||
  (isOwn && packageFiles(tree, own.directory).some(({ dependencies }) => name in dependencies));

/** Whether the package, by its name or directory, is a plugin of the linter or configuration for others. */
export const isNamedFor = ({ directory, name }: PackageFile, linter: string): boolean =>
  name.includes(linter) || baseName(directory).includes(linter);

/** The version installed for `directory`, or else the lowest that the declared range allows. */
export function versionOf(tree: Tree, directory: RepoPath, name: string): Version | undefined {
  for (const at of selfAndAncestors(directory)) {
    const installed = tree.read(joinRepoPath(at, `node_modules/${name}/package.json`));
    const { version } = (installed === undefined ? undefined : parseObject(installed)) ?? {};
    if (typeof version === 'string') return parseVersion(version);
  }
  for (const { dependencies } of packageFiles(tree, directory)) {
    const range = dependencies[name];
    if (range !== undefined) return /^[~^>=v\s]*\d/.test(range) ? parseVersion(range) : undefined;
  }
  return undefined;
}

/** The commands in the scripts that start `program`, with their arguments. */
export const callsOf = ({ scripts }: PackageFile, program: string): string[] =>
  Object.values(scripts).flatMap((script) =>
    script
      .split(/&&|\|\||[;|]/)
      .map((part) =>
        part
          .trim()
          .replace(
            /^(?:\w+=\S* |cross-env |dotenv .*? -- |(?:npx|bunx)(?: --no-install)? |(?:yarn|pnpm)(?: exec)? )+/,
            '',
          )
          .replace(/^(?:\.\/)?node_modules\/\.bin\//, ''),
      )
      .filter((part) => part === program || part.startsWith(`${program} `)),
  );

/** The JSON object in `text`; `undefined` if it is not valid JSON or not an object. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function strings(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}
