// A terminal's text as an SVG picture: colours and bold, long lines broken as a terminal breaks them.

const COLUMNS = 100;
const CHARACTER = 7.8;
const LINE = 18;
const MARGIN = 20;

/** Of the escape sequences `ESC [ … m`; other numbers change nothing. */
const CLASSES = new Map([
  [1, 'bold'],
  [2, 'dim'],
  [31, 'red'],
  [32, 'green'],
  [33, 'yellow'],
  [34, 'blue'],
  [35, 'magenta'],
  [36, 'cyan'],
  [91, 'red'],
  [92, 'green'],
  [93, 'yellow'],
  [94, 'blue'],
  [95, 'magenta'],
  [96, 'cyan'],
]);
const ENDS = new Map([
  [22, ['bold', 'dim']],
  [39, [...CLASSES.values()].filter((name) => name !== 'bold' && name !== 'dim')],
]);

// Dark on light and on dark pages alike: it has its own background.
const STYLE = `
  .screen { font: 13px/1 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #d1d7e0; white-space: pre }
  .bold { font-weight: bold; fill: #f0f6fc } .dim { fill: #9198a1 }
  .red { fill: #ff8182 } .green { fill: #4ac26b } .yellow { fill: #d4a72c }
  .blue { fill: #6cb6ff } .magenta { fill: #dcbdfb } .cyan { fill: #76e3ea }
`;

export function picture(text, title) {
  const rows = text
    .replace(/^\n+|\n+$/g, '')
    .split('\n')
    .flatMap(spansOf(new Set()));
  const width = Math.ceil(COLUMNS * CHARACTER + 2 * MARGIN);
  const height = rows.length * LINE + 2 * MARGIN;
  const lines = rows.map((row, index) => {
    const baseline = MARGIN + index * LINE + 13;
    return row.map(
      ({ column, classes, text: part }) =>
        `<text x="${(MARGIN + column * CHARACTER).toFixed(1)}" y="${baseline}" textLength="${(part.length * CHARACTER).toFixed(1)}"${classes === '' ? '' : ` class="${classes}"`}>${escape(part)}</text>`,
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<rect width="100%" height="100%" rx="8" fill="#151b23"/>`,
    '<g class="screen" xml:space="preserve">',
    ...lines.flat(),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** A line as the rows that it takes, each of them spans of one style. `active` lives on from line to line. */
const spansOf = (active) => (line) => {
  const rows = [[]];
  let column = 0;
  for (const [, codes, part] of line.matchAll(/\x1b\[([\d;]*)m|([^\x1b]+)/g)) {
    if (codes !== undefined) {
      for (const code of codes.split(';').map(Number)) apply(active, code);
      continue;
    }
    let rest = part;
    while (rest !== '') {
      if (column === COLUMNS) {
        rows.push([]);
        column = 0;
      }
      const fitting = [...rest].slice(0, COLUMNS - column).join('');
      rest = rest.slice(fitting.length);
      if (fitting.trim() !== '')
        rows.at(-1).push({ column, classes: [...active].join(' '), text: fitting });
      column += fitting.length;
    }
  }
  return rows;
};

function apply(active, code) {
  if (code === 0) active.clear();
  for (const name of ENDS.get(code) ?? []) active.delete(name);
  const name = CLASSES.get(code);
  if (name === undefined) return;
  if (code > 2) apply(active, 39);
  active.add(name);
}

const escape = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
