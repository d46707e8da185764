// Results as tables of Markdown, and in words where others are faster.
import { BARE, Figures, OWN } from './figures.mjs';

const seconds = (value) => (value < 0.1 ? value.toFixed(3) : value.toFixed(2));

/** Medians of `samples` or `processor`; with real linters also, in brackets, the ratio to the linters alone. */
export function timeTable(results, tools, what) {
  const figures = new Figures(results);
  return table(
    ['case', 'rounds', ...tools],
    results.map(({ name, title, linters, samples }) => {
      const bare = linters === 'true' ? undefined : figures.of(what, name, BARE);
      return [
        title,
        `${Math.max(...Object.values(samples).map(({ length }) => length))}`,
        ...tools.map((tool) => {
          const value = figures.of(what, name, tool);
          if (value === undefined) return '—';
          if (bare === undefined || tool === BARE || bare < 0.05) return seconds(value);
          return `${seconds(value)} (${(value / bare).toFixed(2)})`;
        }),
      ];
    }),
  );
}

export function memoryTable(results, tools) {
  const figures = new Figures(results);
  const cell = (value) => (value === undefined ? '—' : `${Math.round(value / 1e6)}`);
  return table(
    ['case', ...tools],
    results.map(({ name, title }) => [
      title,
      ...tools.map((tool) => cell(figures.of('memory', name, tool))),
    ]),
  );
}

export const programTable = (results, tools) =>
  table(
    ['case', ...tools],
    results.map(({ title, processes }) => [
      title,
      ...tools.map((tool) => `${processes[tool] ?? '—'}`),
    ]),
  );

export function firstTable(results) {
  return table(
    ['repository', ...OWN.slice(0, 1)],
    results
      .filter((result) => result.isFirst)
      .map(({ size, first }) => [
        `${size.toLocaleString('en')} files`,
        `${seconds(first[OWN[0]])} s`,
      ]),
  );
}

export function aimTable(aims) {
  const words = new Map([
    [true, 'reached'],
    [false, '**not reached**'],
    [undefined, 'not measured'],
  ]);
  return table(
    ['aim', 'by the clock', 'by processor time', ''],
    aims.map(({ aim, byClock, byProcessor, reached }) => [
      aim,
      byClock,
      byProcessor,
      words.get(reached),
    ]),
  );
}

/** One line for each case in which another tool is faster than both ways to start Switchyard. */
export function whereOthersAreFaster(results) {
  const figures = new Figures(results);
  return results.flatMap(({ name, title }) => {
    const own = OWN.map((tool) => figures.seconds(name, tool)).filter((one) => one !== undefined);
    const best = Math.min(...own);
    const faster = figures.peers(name).filter((peer) => peer.seconds < best);
    if (own.length === 0 || faster.length === 0) return [];
    const list = faster.map(({ tool, seconds: value }) => `${tool} (${seconds(value)} s)`);
    return [`- ${title}: Switchyard takes ${seconds(best)} s; less: ${list.join(', ')}.`];
  });
}

/** What did not do its work, and so has no time. */
export const remarks = (results) =>
  results.flatMap(({ title, notes }) =>
    Object.entries(notes).map(([tool, note]) => `- ${title}: ${tool}: ${note}.`),
  );

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '--:')))]
    .concat(rows.map(line))
    .join('\n');
}
