// Lists and numbers for sentences.

/** `a`, `a and b`, `a, b, c and 4 more`. */
export function listed(names: readonly string[], most = 3): string {
  if (names.length > most + 1) {
    return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
  }
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 file`, `2 files`. */
export const filesText = (count: number): string => (count === 1 ? '1 file' : `${count} files`);
