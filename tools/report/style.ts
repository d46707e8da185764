// The few styles that reports use, written by hand. Whether colour is on is decided by terminal.ts.

export interface Style {
  readonly colour: boolean;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
}

/** Styles that leave text as it is when colour is off. */
export function styles(colour: boolean): Style {
  const sgr = (on: number, off: number) => (text: string) =>
    colour && text !== '' ? `\x1b[${on}m${text}\x1b[${off}m` : text;
  return {
    colour,
    bold: sgr(1, 22),
    dim: sgr(2, 22),
    red: sgr(31, 39),
    green: sgr(32, 39),
    yellow: sgr(33, 39),
  };
}
