// The manifest of a checkout: which ignored entries were provided in it, with the identities of what was read and
// made. If it is lost or unreadable, all entries are made again.
import { readFileSync } from 'node:fs';
import { replaceFile } from '../../../base/files.ts';
import { errorCode } from '../../../base/errors.ts';
import type { EntryKind } from '../../../base/model/ignored-entry.ts';
import { fsPath } from '../../../base/names.ts';
import type { AbsolutePath, RepoPath } from '../../../base/paths.ts';
import { fileIdentity } from '../../../base/lookups.ts';

/** Paths and their identities. */
export type Identities = readonly (readonly [AbsolutePath, string])[];

/** An entry that the checkout holds. */
export interface ProvidedEntry {
  readonly path: RepoPath;
  readonly kind: EntryKind;
  /** The user's paths that were read for it, as they were then. */
  readonly sourceIdentities: Identities;
  /** The paths that were made in the checkout, as they were then; empty before that. */
  readonly targetIdentities: Identities;
}

export interface Manifest {
  readonly top: AbsolutePath;
  readonly checkout: AbsolutePath;
  readonly entries: readonly ProvidedEntry[];
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
  const entries = found?.entries ?? [];
  return { top, checkout, entries: same ? entries : entries.map(forgetIdentities) };
}

/** The entry without identities: then neither unchanged nor untouched. */
export const forgetIdentities = (entry: ProvidedEntry): ProvidedEntry => ({
  ...entry,
  sourceIdentities: [],
  targetIdentities: [],
});

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

/** The paths that were provided, or were about to be provided, in the manifest's checkout. */
export const providedPaths = (file: AbsolutePath): RepoPath[] =>
  (read(file)?.entries ?? []).map(({ path }) => path);

/** Replaces the manifest; it is synced when this returns. */
export function writeManifest(file: AbsolutePath, manifest: Manifest): void {
  replaceFile(file, JSON.stringify({ format: FORMAT, ...manifest }));
}

/** Whether all that was read for it in the user's tree is unchanged. */
export const isSourceUnchanged = ({ sourceIdentities }: ProvidedEntry): boolean =>
  areAsRemembered(sourceIdentities);

/** Whether all that was made for it in the checkout is unchanged. */
export const isTargetUntouched = ({ targetIdentities }: ProvidedEntry): boolean =>
  targetIdentities.length > 0 && areAsRemembered(targetIdentities);

const areAsRemembered = (identities: Identities): boolean =>
  identities.every(([path, remembered]) => fileIdentity(path) === remembered);

const FORMAT = 2;
