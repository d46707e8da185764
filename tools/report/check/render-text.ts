// Renders a check as text: each service, the output of failed linters, and a diff of what linters would change.
import type { CheckOutcome } from '../../base/model/check-outcome.ts';
import type { FilePatch } from '../../base/model/finding.ts';
import { decodeName } from '../../base/names.ts';
import { hasPassed, type ServiceOutcome } from '../../base/model/outcome.ts';
import { serviceName } from '../../base/model/service.ts';
import { duration } from '../duration.ts';
import { escapeName, escapeText } from '../escape-name.ts';
import { unstableText } from '../findings/unstable.ts';
import { filesText } from '../phrases.ts';
import { renderFailures } from '../render-failed.ts';
import { renderSkip } from '../render-run.ts';
import { shownPath, type PathContext } from '../shown-path.ts';
import type { Style } from '../style.ts';
import { nothingCheckedText, subjectText, wideningTexts } from './subject.ts';

export interface CheckText {
  readonly outcome: CheckOutcome;
  readonly pathContext: PathContext;
  /** The services that the user named; empty for all. */
  readonly asked: readonly string[];
  /** Whether the changes have been written to a patch file. */
  readonly hasPatch: boolean;
}

/** Ends with a newline. */
export function renderCheck(
  { outcome, pathContext, asked, hasPatch }: CheckText,
  style: Style,
): string {
  const { services, skips, patches, unstable } = outcome;
  const notes = [
    ...wideningTexts(outcome).map((text) => `${style.yellow('!')} ${text}`),
    ...skips.map((skip) => renderSkip(skip, style)),
  ];
  if (services.length === 0) {
    const skipped = skips.length > 0 ? 'No linter ran.' : nothingCheckedText(outcome, asked);
    return blocks([[...notes, skipped].join('\n')]);
  }
  const warnings = unstable.map((chain) => {
    const names = chain.paths.map((path) => shownPath(pathContext, path));
    const name = style.bold(escapeName(serviceName(chain.service)));
    return `${style.yellow('!')} ${name}: ${escapeText(unstableText(chain, names))}`;
  });
  return blocks([
    notes.join('\n'),
    ...services.flatMap((service) => renderFailures(service, pathContext, style)),
    ...renderDiffs(services, patches, style),
    warnings.join('\n'),
    [...renderServices(services, style), ...ending(outcome, hasPatch, style)].join('\n'),
  ]);
}

const blocks = (texts: readonly string[]): string =>
  `${texts.filter((text) => text !== '').join('\n\n')}\n`;

/** How many lines of diffs are shown; a patch file has all of them. */
const MAX_LINES = 2_000;

function renderDiffs(
  services: readonly ServiceOutcome[],
  patches: readonly FilePatch[],
  style: Style,
): string[] {
  let left = MAX_LINES;
  const shown = services.flatMap(({ result, fixes }) => {
    const own = new Set(fixes.map(({ path }) => path));
    const texts = patches
      .filter(({ path }) => own.has(path))
      .map(({ patch }) => {
        const lines = decodeName(patch).trimEnd().split('\n');
        const part = lines.slice(0, Math.max(0, left));
        left -= lines.length;
        return part.map((line) => colourLine(line, style)).join('\n');
      });
    if (texts.length === 0) return [];
    const name = style.bold(escapeName(serviceName(result.plan.service)));
    const head = `${style.red('✗')} ${name}: the linters would change ${filesText(texts.length)}`;
    return [head, texts.filter((text) => text !== '').join('\n')];
  });
  return left >= 0 ? shown : [...shown, `(${-left} more lines; --patch FILE writes them all)`];
}

function colourLine(line: string, style: Style): string {
  const safe = escapeText(line);
  if (/^(diff|index|---|\+\+\+) /.test(line)) return style.bold(safe);
  if (line.startsWith('@@')) return style.dim(safe);
  if (line.startsWith('+')) return style.green(safe);
  return line.startsWith('-') ? style.red(safe) : safe;
}

function renderServices(services: readonly ServiceOutcome[], style: Style): string[] {
  const names = services.map(({ result }) => escapeName(serviceName(result.plan.service)));
  const width = Math.max(...names.map((name) => name.length));
  return services.map((service, at) => {
    const { result, fixes } = service;
    const failed = result.commands.filter(({ status }) => status.kind !== 'passed').length;
    const summary = [
      filesText(result.plan.paths.length),
      ...(failed === 0 ? [] : [failed === 1 ? '1 command failed' : `${failed} commands failed`]),
      ...(fixes.length === 0 ? [] : [`${filesText(fixes.length)} would change`]),
      duration(result.milliseconds),
    ].join(', ');
    const mark = isClean(service) ? style.green('✓') : style.red('✗');
    return `${mark} ${style.bold((names[at] ?? '').padEnd(width))}  ${summary}`;
  });
}

const isClean = (service: ServiceOutcome): boolean =>
  service.fixes.length === 0 && hasPassed(service);

function ending(outcome: CheckOutcome, hasPatch: boolean, style: Style): string[] {
  const checked = `Checked ${subjectText(outcome)}.`;
  if (outcome.services.every(isClean)) return [checked];
  const next =
    outcome.patches.length === 0 || hasPatch
      ? []
      : outcome.subject.kind === 'staged'
        ? ['`switchyard run` stages what the linters would change.']
        : ['--patch FILE writes what the linters would change, for `git apply`.'];
  return [checked, ...next, style.bold('Nothing was changed.')];
}
