// Version numbers of programs, read from whatever text states them.

export type Version = readonly number[];

/** The first version in a text: `git version 2.39.5` → 2.39.5, `^8.57` → 8.57. */
export function parseVersion(text: string): Version | undefined {
  const found = /\d+(?:\.\d+)*/.exec(text)?.[0];
  return found?.split('.').map(Number);
}

/** Whether `version` is `least` or newer; missing parts count as zero. */
export function isAtLeast(version: Version, least: Version): boolean {
  for (let at = 0; at < Math.max(version.length, least.length); at += 1) {
    const difference = (version[at] ?? 0) - (least[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** `2.39.5` */
export const showVersion = (version: Version): string => version.join('.');
