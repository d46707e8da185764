// Renders durations.

/** `0.4 s`, `12 s`, `2 min 5 s`. */
export const duration = (milliseconds: number): string =>
  milliseconds < 9_950 ? `${(milliseconds / 1000).toFixed(1)} s` : elapsed(milliseconds + 500);

/** Full seconds: `3 s`, `2 min 5 s`. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
