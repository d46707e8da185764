// The medians as a picture: a panel for each case, a bar for each tool, each panel with a scale of its own.
import { Figures, OWN } from './figures.mjs';

const WIDTH = 420;
const LABEL = 150;
const VALUE = 60;
const BAR = 16;
const TITLE = 34;
const GAP = 24;

const STYLE = `
  text { font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328 }
  .title { font-weight: 600 } .own { fill: #1f6feb } .other { fill: #afb8c1 }
`;

export function chart(results, tools) {
  const panels = results.map((result) => panel(result, tools));
  const rows = [];
  for (let index = 0; index < panels.length; index += 2) rows.push(panels.slice(index, index + 2));
  let top = GAP;
  const placed = rows.map((row) => {
    const drawn = row.map(
      ({ body }, column) =>
        `<g transform="translate(${GAP + column * (WIDTH + GAP)} ${top})">${body}</g>`,
    );
    top += Math.max(...row.map(({ height }) => height)) + GAP;
    return drawn.join('\n');
  });
  const width = 2 * WIDTH + 3 * GAP;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" width="${width}" height="${top}" role="img">`,
    '<title>Seconds that each tool takes, by case; shorter is better</title>',
    `<style>${STYLE}</style>`,
    '<rect width="100%" height="100%" rx="8" fill="#ffffff"/>',
    ...placed,
    '</svg>',
    '',
  ].join('\n');
}

function panel(result, tools) {
  const figures = new Figures([result]);
  const bars = tools
    .map((tool) => ({ tool, seconds: figures.seconds(result.name, tool) }))
    .filter(({ seconds }) => seconds !== undefined);
  const longest = Math.max(...bars.map(({ seconds }) => seconds));
  const body = bars.map(({ tool, seconds }, index) => {
    const y = TITLE + index * (BAR + 5);
    const length = (seconds / longest) * (WIDTH - LABEL - VALUE);
    return [
      `<text x="${LABEL - 8}" y="${y + 12}" text-anchor="end">${tool}</text>`,
      `<rect class="${OWN.includes(tool) ? 'own' : 'other'}" x="${LABEL}" y="${y}" width="${length.toFixed(1)}" height="${BAR}" rx="2"/>`,
      `<text x="${(LABEL + length + 6).toFixed(1)}" y="${y + 12}">${seconds < 0.1 ? seconds.toFixed(3) : seconds.toFixed(2)} s</text>`,
    ].join('');
  });
  const title = `<text class="title" x="0" y="14">${result.title.replaceAll('`', '')}</text>`;
  return { body: [title, ...body].join('\n'), height: TITLE + bars.length * (BAR + 5) };
}
