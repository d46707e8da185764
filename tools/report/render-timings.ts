// Renders the timings for `--verbose`: when each phase, git command and linter started, and how long it took.
import type { Timing } from '../base/timing.ts';
import { escapeText } from './escape-name.ts';
import type { Style } from './style.ts';

/** A line for each timing: start (since the start of the process) and duration in milliseconds, and the name. */
export function renderTimings(timings: readonly Timing[], total: number, style: Style): string {
  const line = (from: number, length: number, name: string): string =>
    `${column(from)} ${column(length)}  ${escapeText(name)}\n`;
  const lines = timings.map(({ name, from, to }) => line(from, to - from, name));
  return style.dim(
    ['      at     took  (milliseconds)\n', ...lines, line(0, total, 'in all')].join(''),
  );
}

const column = (milliseconds: number): string => milliseconds.toFixed(1).padStart(8);
