// Describes, as data, what a path of the checkout should be. The `describe…` functions derive descriptions from the
// user's tree, `materialise` makes the files.
import { joinPath, type AbsolutePath } from '../../../base/paths.ts';
import { mapLink, mapText, type PathMapping } from './path-mapping.ts';
import {
  fileIdentity,
  linkText,
  listDirectory,
  lstat,
  readContent,
} from '../../../base/lookups.ts';
import type { Child } from '../../../base/lookups.ts';
import { isSettled } from '../../../base/settled.ts';

export type EntryDescription =
  | { readonly kind: 'link'; readonly text: string }
  | {
      readonly kind: 'file';
      readonly mode: number;
      /** Reads the content; `undefined` if it cannot be read any more, and the file is left out. */
      readonly content: () => Buffer | undefined;
    }
  | DirectoryDescription
  /** A directory that linters fill. */
  | { readonly kind: 'own-directory' };

export interface DirectoryDescription {
  readonly kind: 'directory';
  readonly children: ReadonlyMap<string, EntryDescription>;
  /** Whether another entry with this name stays, because linters write it. */
  readonly keeps: (name: string) => boolean;
}

/** A path of the user's (`source`), and its counterpart in the checkout (`target`), which is to be described. */
export interface PathPair {
  readonly source: AbsolutePath;
  readonly target: AbsolutePath;
  readonly context: DescriptionContext;
}

/** What the descriptions of all paths of one entry share. */
export interface DescriptionContext {
  /** The user's directories and their counterparts, more specific ones first. */
  readonly mappings: readonly PathMapping[];
  /** The identity of each of the user's paths that the description depends on, for the manifest. */
  readonly dependencies: Map<AbsolutePath, string>;
}

/**
 * Records that the description depends on `path`; to be called before it is read. If it was changed just now, a further
 * change might not show in its identity: then it counts as changed the next time.
 */
export function addDependency(context: DescriptionContext, path: AbsolutePath): void {
  context.dependencies.set(path, isSettled(path) ? fileIdentity(path) : 'unsettled');
}

/** The pair for a name in both directories. */
export const childOf = ({ source, target, context }: PathPair, name: string): PathPair => ({
  source: joinPath(source, name),
  target: joinPath(target, name),
  context,
});

/** A link to the user's path. */
export const link = ({ source }: PathPair): EntryDescription => ({ kind: 'link', text: source });

/** A link like the user's, leading to the counterpart of its target. */
export function relink({ source, target, context }: PathPair): EntryDescription | undefined {
  const text = linkText(source);
  return text === undefined
    ? undefined
    : { kind: 'link', text: mapLink(text, source, target, context.mappings) };
}

/** A copy of the user's file, with paths of the repository replaced by those of the checkout. */
export function copy({ source, context }: PathPair): EntryDescription | undefined {
  const found = lstat(source);
  if (found?.isFile() !== true) return undefined;
  const content = (): Buffer | undefined => {
    const original = readContent(source);
    return original === undefined ? undefined : (mapText(original, context.mappings) ?? original);
  };
  return { kind: 'file', mode: Number(found.mode & 0o777n), content };
}

/** A copy of the user's directory with all its content. */
export const copyTree = (pair: PathPair): EntryDescription =>
  describeDirectory(listDirectory(pair.source), ({ name, type }) => {
    const child = childOf(pair, name);
    if (type === 'link') return relink(child);
    return type === 'directory' ? copyTree(child) : copy(child);
  });

/** A file with this content. */
export function text(content: Buffer, mode: number): EntryDescription {
  return { kind: 'file', mode, content: () => content };
}

/**
 * A new directory with a counterpart of each child for which `describe` returns one. `keeps` tells which other names
 * may stay in the checkout, because linters write them.
 */
export function describeDirectory(
  children: readonly Child[],
  describe: (child: Child) => EntryDescription | undefined,
  keeps: (name: string) => boolean = () => false,
): DirectoryDescription {
  const described = new Map<string, EntryDescription>();
  for (const child of children) {
    const description = child.type === 'special' ? undefined : describe(child);
    if (description !== undefined) described.set(child.name, description);
  }
  return { kind: 'directory', children: described, keeps };
}
