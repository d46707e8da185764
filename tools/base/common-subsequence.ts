// The longest common subsequence of two lists.

/**
 * The positions, in both lists, of a longest common subsequence, ascending. Time and memory grow with the product of
 * the lengths.
 */
export function commonSubsequence(
  one: readonly string[],
  other: readonly string[],
): (readonly [number, number])[] {
  const width = other.length + 1;
  const longest = new Uint32Array((one.length + 1) * width);
  const length = (at: number, otherAt: number): number => longest[at * width + otherAt] ?? 0;
  for (let at = one.length - 1; at >= 0; at -= 1) {
    for (let otherAt = other.length - 1; otherAt >= 0; otherAt -= 1) {
      longest[at * width + otherAt] =
        one[at] === other[otherAt]
          ? length(at + 1, otherAt + 1) + 1
          : Math.max(length(at + 1, otherAt), length(at, otherAt + 1));
    }
  }
  const found: (readonly [number, number])[] = [];
  for (let at = 0, otherAt = 0; at < one.length && otherAt < other.length;) {
    if (one[at] === other[otherAt]) found.push([at++, otherAt++]);
    else if (length(at + 1, otherAt) >= length(at, otherAt + 1)) at += 1;
    else otherAt += 1;
  }
  return found;
}
