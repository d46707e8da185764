// Renders a check as Markdown, for the summary of a CI job.
import type { Finding } from '../../base/model/finding.ts';
import { decodeName } from '../../base/names.ts';
import { escapeText } from '../escape-name.ts';
import { titleOf } from './github.ts';
import type { CheckText } from './render-text.ts';
import { nothingCheckedText, subjectText, wideningTexts } from './subject.ts';

// GitHub drops a step's summary of more than 1 MiB.
const MAX_ROWS = 1_000;
const MAX_TABLE_BYTES = 500_000;
const MAX_DIFF_BYTES = 300_000;
const MAX_MESSAGE = 300;

/** Ends with a newline. */
export function renderSummary({ outcome, asked }: CheckText, findings: readonly Finding[]): string {
  const { services, patches } = outcome;
  const paragraphs = [
    '### switchyard check',
    ...wideningTexts(outcome).map(inline),
    services.length === 0
      ? inline(nothingCheckedText(outcome, asked))
      : inline(`Checked ${subjectText(outcome)}: ${count(findings.length)}.`),
    ...table(findings),
    ...diffs(patches.map(({ patch }) => decodeName(patch))),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

const count = (findings: number): string => {
  if (findings === 0) return 'no findings';
  return findings === 1 ? '1 finding' : `${findings} findings`;
};

function table(findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  const all = findings.slice(0, MAX_ROWS).map((finding) => {
    const { path = '', range, severity, message } = finding;
    const position = range === undefined ? path : `${path}:${range.line}`;
    const [first = ''] = message.split('\n');
    const cells = [severity, position, titleOf(finding), first.slice(0, MAX_MESSAGE)];
    return `| ${cells.map(inline).join(' | ')} |`;
  });
  const rows = fitting(all, MAX_TABLE_BYTES);
  const left = findings.length - rows.length;
  return [
    ['| | file | | |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    ...(left === 0 ? [] : [`${left} more are in the log.`]),
  ];
}

function diffs(patches: readonly string[]): string[] {
  if (patches.length === 0) return [];
  const lines = escapeText(patches.join('')).trimEnd().split('\n');
  const shown = fitting(lines, MAX_DIFF_BYTES);
  const ticks = Math.max(
    3,
    ...shown.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length + 1),
  );
  const fence = '`'.repeat(ticks);
  return [
    '<details><summary>What the linters would change</summary>',
    `${fence}diff\n${shown.join('\n')}\n${fence}`,
    ...(shown.length < lines.length ? ['The rest is in what --patch writes.'] : []),
    '</details>',
  ];
}

/** As many of the first lines as have at most `bytes` bytes in total. */
function fitting(lines: readonly string[], bytes: number): readonly string[] {
  let left = bytes;
  const end = lines.findIndex((line) => (left -= Buffer.byteLength(line) + 1) < 0);
  return end === -1 ? lines : lines.slice(0, end);
}

/** Escapes text for Markdown and HTML, also inside a table. */
const inline = (text: string): string =>
  escapeText(text)
    .replace(/[\n\t]/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~@]/g, (character) => `&#${character.charCodeAt(0)};`);
