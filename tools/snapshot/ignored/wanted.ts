// What a path of the checkout is to be, as data: read off the user's tree, made by `establish`.
import { below, type AbsolutePath } from '../../base/paths.ts';
import { movedLink, movedText, type Move } from './moves.ts';
import {
  identity,
  isSettled,
  linkText,
  listDirectory,
  look,
  readContent,
} from '../../base/look.ts';
import type { Child } from '../../base/look.ts';

export type Wanted =
  | { readonly kind: 'link'; readonly text: string }
  | {
      readonly kind: 'file';
      readonly mode: number;
      /** `undefined` if it cannot be read any more: the file is left out then. */
      readonly content: () => Buffer | undefined;
    }
  | WantedDirectory
  /** A directory that linters fill. */
  | { readonly kind: 'own-directory' };

export interface WantedDirectory {
  readonly kind: 'directory';
  readonly children: ReadonlyMap<string, Wanted>;
  /** What else may be in it and stays: it was written there by a linter. */
  readonly spares: (name: string) => boolean;
}

/** One thing to describe: what the user has at `source`, and where it will be. */
export interface Subject {
  readonly source: AbsolutePath;
  readonly made: AbsolutePath;
  readonly survey: Survey;
}

export interface Survey {
  /** The user's directories and their counterparts, the more exact first. */
  readonly moves: readonly Move[];
  /** The identity of each path of the user's that the description depends on. */
  readonly seen: Map<AbsolutePath, string>;
}

/** Takes note that the description depends on `path`; to be called before it is read. */
export function watch(survey: Survey, path: AbsolutePath): void {
  survey.seen.set(path, isSettled(path) ? identity(path) : 'unsettled');
}

export const childOf = ({ source, made, survey }: Subject, name: string): Subject => ({
  source: below(source, name),
  made: below(made, name),
  survey,
});

/** A link to what the user has. */
export const link = ({ source }: Subject): Wanted => ({ kind: 'link', text: source });

/** The user's link, leading to the counterpart of where it leads. */
export function relink({ source, made, survey }: Subject): Wanted | undefined {
  const text = linkText(source);
  return text === undefined
    ? undefined
    : { kind: 'link', text: movedLink(text, source, made, survey.moves) };
}

/** A copy of the user's file in which paths of the repository are the checkout's. */
export function copy({ source, survey }: Subject): Wanted | undefined {
  const found = look(source);
  if (found?.isFile() !== true) return undefined;
  const content = (): Buffer | undefined => {
    const original = readContent(source);
    return original === undefined ? undefined : (movedText(original, survey.moves) ?? original);
  };
  return { kind: 'file', mode: Number(found.mode & 0o777n), content };
}

/** A copy of the user's directory with all that is in it. */
export const copyTree = (subject: Subject): Wanted =>
  rebuild(listDirectory(subject.source), ({ name, type }) => {
    const child = childOf(subject, name);
    if (type === 'link') return relink(child);
    return type === 'directory' ? copyTree(child) : copy(child);
  });

export function text(content: Buffer, mode: number): Wanted {
  return { kind: 'file', mode, content: () => content };
}

/**
 * A directory of the checkout's own with a counterpart of each child for which `describe` returns one.
 * `spares` tells what linters may have added to it.
 */
export function rebuild(
  children: readonly Child[],
  describe: (child: Child) => Wanted | undefined,
  spares: (name: string) => boolean = () => false,
): WantedDirectory {
  const wanted = new Map<string, Wanted>();
  for (const child of children) {
    const description = child.type === 'special' ? undefined : describe(child);
    if (description !== undefined) wanted.set(child.name, description);
  }
  return { kind: 'directory', children: wanted, spares };
}
