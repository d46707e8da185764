// Reads values from JSON of other programs, without assumptions on its structure.

/** The value, if it is a list; else an empty list. */
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The value to which `keys` lead from `value`; `undefined` if a key is missing. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[key];
  }
  return found;
}

/** The value, if it is a text that is not empty. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** A line or column: a positive integer. */
export const position = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;

/** Parses the JSON in an output that may have up to 50 other lines before and after it. */
export function findJson(output: string): unknown {
  const lines = output.split('\n');
  const first = lines.findIndex((line) => /^\s*[[{]/.test(line));
  for (let begin = first; begin !== -1 && begin < lines.length; begin += 1) {
    if (!/^\s*[[{]/.test(lines[begin] ?? '')) continue;
    for (let end = lines.length; end > begin; end -= 1) {
      if (!/[\]}]\s*$/.test(lines[end - 1] ?? '')) continue;
      try {
        return JSON.parse(lines.slice(begin, end).join('\n')) as unknown;
      } catch {
        // another line may end it
      }
      if (lines.length - end > 50) break;
    }
    if (begin - first > 50) break;
  }
  return undefined;
}
