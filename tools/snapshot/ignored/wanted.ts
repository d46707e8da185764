// Describes, as data, what a path of the checkout is to be. `describe…` functions derive it from the user's tree,
// `establish` makes it.
import { below, type AbsolutePath } from '../../base/paths.ts';
import { movedLink, movedText, type Move } from './moves.ts';
import { fileIdentity, linkText, listDirectory, lstat, readContent } from '../../base/lookups.ts';
import type { Child } from '../../base/lookups.ts';
import { isSettled } from '../../base/settled.ts';

export type Wanted =
  | { readonly kind: 'link'; readonly text: string }
  | {
      readonly kind: 'file';
      readonly mode: number;
      /** Reads the content; `undefined` if it cannot be read any more, and the file is left out. */
      readonly content: () => Buffer | undefined;
    }
  | WantedDirectory
  /** A directory that linters fill. */
  | { readonly kind: 'own-directory' };

export interface WantedDirectory {
  readonly kind: 'directory';
  readonly children: ReadonlyMap<string, Wanted>;
  /** Whether another entry with this name stays, because linters write it. */
  readonly spares: (name: string) => boolean;
}

/** A path to describe: the user's at `source`, its counterpart in the checkout at `made`. */
export interface Subject {
  readonly source: AbsolutePath;
  readonly made: AbsolutePath;
  readonly survey: EntrySurvey;
}

/** What the descriptions of one entry share. */
export interface EntrySurvey {
  /** The user's directories and their counterparts, more specific ones first. */
  readonly moves: readonly Move[];
  /** The identity of each of the user's paths that the description depends on, for the manifest. */
  readonly seen: Map<AbsolutePath, string>;
}

/**
 * Records that the description depends on `path`; to be called before it is read. If it was changed just now, a further
 * change might not show in its identity: then it counts as changed the next time.
 */
export function watch(survey: EntrySurvey, path: AbsolutePath): void {
  survey.seen.set(path, isSettled(path) ? fileIdentity(path) : 'unsettled');
}

export const childOf = ({ source, made, survey }: Subject, name: string): Subject => ({
  source: below(source, name),
  made: below(made, name),
  survey,
});

/** A link to the user's path. */
export const link = ({ source }: Subject): Wanted => ({ kind: 'link', text: source });

/** A link like the user's, leading to the counterpart of its target. */
export function relink({ source, made, survey }: Subject): Wanted | undefined {
  const text = linkText(source);
  return text === undefined
    ? undefined
    : { kind: 'link', text: movedLink(text, source, made, survey.moves) };
}

/** A copy of the user's file, with paths of the repository replaced by those of the checkout. */
export function copy({ source, survey }: Subject): Wanted | undefined {
  const found = lstat(source);
  if (found?.isFile() !== true) return undefined;
  const content = (): Buffer | undefined => {
    const original = readContent(source);
    return original === undefined ? undefined : (movedText(original, survey.moves) ?? original);
  };
  return { kind: 'file', mode: Number(found.mode & 0o777n), content };
}

/** A copy of the user's directory with all its content. */
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
 * A new directory with a counterpart of each child for which `describe` returns one. `spares` tells which other names
 * may stay, because linters write them.
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
