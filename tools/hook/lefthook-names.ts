// The files that lefthook reads, by name, in lefthook's own order.

const BASES = ['lefthook', '.lefthook', '.config/lefthook'];
const ENDS = ['yml', 'yaml', 'toml', 'json', 'jsonc'];

const withEnds = (bases: readonly string[]): string[] =>
  ENDS.flatMap((end) => bases.map((base) => `${base}.${end}`));

/** Relative to the top of the working tree; the first that exists counts. */
export const LEFTHOOK_NAMES: readonly string[] = withEnds(BASES);
/** Local overrides, usually ignored by git. */
export const LEFTHOOK_LOCAL_NAMES: readonly string[] = withEnds(
  BASES.map((base) => `${base}-local`),
);

export type LefthookFormat = 'yaml' | 'json' | 'toml';

/** The format of a lefthook configuration file, by its name. */
export function formatOf(name: string): LefthookFormat {
  if (/\.jsonc?$/.test(name)) return 'json';
  return name.endsWith('.toml') ? 'toml' : 'yaml';
}
