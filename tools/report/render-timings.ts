// What `--verbose` adds to a report: each phase, git command and linter, with when and how long.
import type { Timing } from '../base/timing.ts';
import { escapeText } from './escape-name.ts';
import type { Style } from './style.ts';

/** One line each, in milliseconds: since the start of the process, how long, what. */
export function renderTimings(timings: readonly Timing[], total: number, style: Style): string {
  const line = (from: number, length: number, name: string): string =>
    `${column(from)} ${column(length)}  ${escapeText(name)}\n`;
  const lines = timings.map(({ name, from, to }) => line(from, to - from, name));
  return style.dim(
    ['      at     took  (milliseconds)\n', ...lines, line(0, total, 'in all')].join(''),
  );
}

const column = (milliseconds: number): string => milliseconds.toFixed(1).padStart(8);
