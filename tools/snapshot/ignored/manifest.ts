// Remembers what was brought into a checkout, and from what. Lost or unreadable, it is made anew.
import { readFileSync } from 'node:fs';
import { replaceFile } from '../../base/files.ts';
import { errorCode } from '../../base/errors.ts';
import type { EntryKind } from '../../base/ignored-entry.ts';
import { fsPath } from '../../base/names.ts';
import type { AbsolutePath, RepoPath } from '../../base/paths.ts';
import { identity } from '../../base/look.ts';

/** Paths and their identities. */
export type Identities = readonly (readonly [AbsolutePath, string])[];

/** An entry that the checkout holds. */
export interface Brought {
  readonly path: RepoPath;
  readonly kind: EntryKind;
  /** Of the user's, when it was read. */
  readonly seen: Identities;
  /** Of the checkout's, once made. */
  readonly made: Identities;
}

export interface Manifest {
  readonly top: AbsolutePath;
  readonly checkout: AbsolutePath;
  readonly brought: readonly Brought[];
}

/**
 * What was brought into `checkout` from `top`. Of what came from or went elsewhere only the paths are
 * known; of what an interrupted run brought, too.
 */
export function readManifest(
  file: AbsolutePath,
  top: AbsolutePath,
  checkout: AbsolutePath,
): Manifest {
  const found = read(file);
  const same = found?.top === top && found.checkout === checkout;
  const brought = found?.brought ?? [];
  return { top, checkout, brought: same ? brought : brought.map(forgetIdentities) };
}

/** What nothing is known of but that it was, or was to be, brought. */
export const forgetIdentities = (brought: Brought): Brought => ({ ...brought, seen: [], made: [] });

function read(file: AbsolutePath): Manifest | undefined {
  try {
    const { format, ...manifest } = JSON.parse(readFileSync(fsPath(file), 'utf8')) as Manifest & {
      readonly format: unknown;
    };
    return format === FORMAT ? manifest : undefined;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What is in a checkout, whichever it is, because it was brought there, or was about to be. */
export const broughtPaths = (file: AbsolutePath): RepoPath[] =>
  (read(file)?.brought ?? []).map(({ path }) => path);

export function writeManifest(file: AbsolutePath, manifest: Manifest): void {
  replaceFile(file, JSON.stringify({ format: FORMAT, ...manifest }));
}

/** Whether what was read of the user's is as it was then. */
export const isUnchanged = ({ seen }: Brought): boolean => areAsRemembered(seen);

/** Whether what was made in the checkout is as it was then. */
export const isUntouched = ({ made }: Brought): boolean => made.length > 0 && areAsRemembered(made);

const areAsRemembered = (identities: Identities): boolean =>
  identities.every(([path, remembered]) => identity(path) === remembered);

const FORMAT = 1;
