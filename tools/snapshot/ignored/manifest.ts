// The manifest of a checkout: which ignored entries were brought into it, with the identities of what was read and
// made. If it is lost or unreadable, all entries are made again.
import { readFileSync } from 'node:fs';
import { replaceFile } from '../../base/files.ts';
import { errorCode } from '../../base/errors.ts';
import type { EntryKind } from '../../base/ignored-entry.ts';
import { fsPath } from '../../base/names.ts';
import type { AbsolutePath, RepoPath } from '../../base/paths.ts';
import { fileIdentity } from '../../base/lookups.ts';

/** Paths and their identities. */
export type Identities = readonly (readonly [AbsolutePath, string])[];

/** An entry that the checkout holds. */
export interface Brought {
  readonly path: RepoPath;
  readonly kind: EntryKind;
  /** The user's paths that were read for it, as they were then. */
  readonly seen: Identities;
  /** The paths that were made in the checkout, as they were then; empty before that. */
  readonly made: Identities;
}

export interface Manifest {
  readonly top: AbsolutePath;
  readonly checkout: AbsolutePath;
  readonly brought: readonly Brought[];
}

/**
 * The manifest in `file`. If it is of another `top` or `checkout`, its entries have no identities, so that they are
 * made again; neither have those of an interrupted run.
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

/** The entry without identities: then neither unchanged nor untouched. */
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

/** The paths that were brought, or were about to be brought, into the manifest's checkout. */
export const broughtPaths = (file: AbsolutePath): RepoPath[] =>
  (read(file)?.brought ?? []).map(({ path }) => path);

export function writeManifest(file: AbsolutePath, manifest: Manifest): void {
  replaceFile(file, JSON.stringify({ format: FORMAT, ...manifest }));
}

/** Whether all that was read for it in the user's tree is unchanged. */
export const isUnchanged = ({ seen }: Brought): boolean => areAsRemembered(seen);

/** Whether all that was made for it in the checkout is unchanged. */
export const isUntouched = ({ made }: Brought): boolean => made.length > 0 && areAsRemembered(made);

const areAsRemembered = (identities: Identities): boolean =>
  identities.every(([path, remembered]) => fileIdentity(path) === remembered);

const FORMAT = 1;
