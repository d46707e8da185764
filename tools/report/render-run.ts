// Renders the outcome of `run`, `lint` and `publish`. Unless all went well, the last line says in which state the
// user's files are.
import type { RunOutcome, ServiceOutcome, Skip } from '../base/model/outcome.ts';
import { servicePath, type RepoPath } from '../base/paths.ts';
import { serviceName } from '../base/model/service.ts';
import { commandBlocks } from './command-blocks.ts';
import { duration } from './duration.ts';
import { escapeName } from './escape-name.ts';
import { nothingToDo } from './nothing-to-do.ts';
import { filesText, listed } from './phrases.ts';
import { renderFailed } from './render-failed.ts';
import { shownPath, type PathContext } from './shown-path.ts';
import type { Style } from './style.ts';

export interface RunText {
  readonly outcome: RunOutcome;
  readonly pathContext: PathContext;
}

export interface RunRequest {
  /** `run`, `lint` or `publish`; before `publish`, the run's `lint` jobs have printed the lines of their services. */
  readonly command: string;
  /** The services that the user named; empty for all. */
  readonly services: readonly string[];
  /** Whether the output of passed linters is shown too. */
  readonly verbose: boolean;
}

/** Ends with a newline. */
export function renderRun(report: RunText, request: RunRequest, style: Style): string {
  return `${request.verbose ? passedOutput(report, style) : ''}${renderEnd(report, request, style)}`;
}

/** The output of linters that passed. */
const passedOutput = ({ outcome, pathContext }: RunText, style: Style): string =>
  outcome.services
    .flatMap((service) =>
      commandBlocks(service, pathContext, style, ({ kind }) => kind === 'passed'),
    )
    .map((block) => `${block}\n\n`)
    .join('');

function renderEnd({ outcome, pathContext }: RunText, request: RunRequest, style: Style): string {
  const names = (paths: readonly RepoPath[]): string =>
    listed(paths.map((path) => shownPath(pathContext, path)));
  const { alsoStaged = [] } = outcome;
  const notes = [
    ...outcome.skips.map((skip) => renderSkip(skip, style)),
    ...(alsoStaged.length === 0
      ? []
      : [
          `${style.yellow('!')} A linter staged ${names(alsoStaged)}: that is not in the commit. Only files that linters are given are taken over.`,
        ]),
  ];
  switch (outcome.end.kind) {
    case 'nothing-to-do':
      // In a hook, `publish` says so for all jobs.
      return lines(
        request.command === 'lint'
          ? notes
          : [...notes, nothingToDo(outcome.plan, request.services)],
      );
    case 'failed':
      return lines([
        ...notes,
        renderFailed(outcome, pathContext, style).join('\n\n'),
        style.bold('Nothing was changed.'),
      ]);
    case 'kept':
      return lines([...renderServices(outcome.services, 'fixes for', style), ...notes]);
    case 'published':
      return lines([
        ...(request.command === 'publish'
          ? renderPublished(outcome, outcome.end.fixed.length, style)
          : renderServices(outcome.services, 'fixed', style)),
        ...notes,
        ...(outcome.end.keptEdits.length === 0
          ? []
          : [
              `${style.yellow('!')} Your unstaged edits lie on top of fixes in ${names(outcome.end.keptEdits)}: the fixes are staged, your edits are kept.`,
            ]),
        ...(outcome.end.unwritable.length === 0
          ? []
          : [
              `${style.yellow('!')} You may not read or write ${names(outcome.end.unwritable)}: the fixes are staged, in the working tree nothing was changed there.`,
            ]),
      ]);
    case 'index-moved':
      return lines([
        ...notes,
        `${style.red('✗')} What is staged changed while the linters ran: ${names(outcome.end.paths)}.`,
        '  Their results belong to what was staged before, so nothing was published.',
        '  Try again with what is staged now.',
        style.bold('Nothing was changed.'),
      ]);
    case 'empty-commit':
      return lines([
        ...notes,
        `${style.red('✗')} With the linters' fixes this commit would be empty: they undo what is staged in ${names(outcome.end.paths)}.`,
        '  Unstage it (git restore --staged), or stage something that the linters leave.',
        style.bold('Nothing was changed.'),
      ]);
  }
}

/**
 * The text after a signal. Ends with a newline. Without `report`, because the command did not return one, `filesState`
 * says in which state the user's files are.
 */
export function renderInterrupted(
  report: RunText | undefined,
  filesState = 'Nothing was changed.',
): string {
  const end = report?.outcome.end;
  return lines([
    end?.kind === 'published' && end.fixed.length > 0
      ? `Interrupted when the fixes were already staged (${filesText(end.fixed.length)}). Unstaged edits are where they were.`
      : `Interrupted. ${filesState}`,
  ]);
}

/** A line for each service. */
function renderServices(services: readonly ServiceOutcome[], verb: string, style: Style): string[] {
  if (services.length === 0) return ['No linter ran.'];
  const shown = services.map(({ result, fixes, remembered }) => {
    const { service } = result.plan;
    const fixed = fixes.map(({ path }) => escapeName(servicePath(service.directory, path)));
    return {
      name: escapeName(serviceName(service)),
      summary: [
        filesText(result.plan.paths.length),
        ...(fixed.length === 0 ? [] : [`${verb} ${listed(fixed)}`]),
        remembered ? 'as before' : duration(result.milliseconds),
      ].join(', '),
    };
  });
  const width = Math.max(...shown.map(({ name }) => name.length));
  return shown.map(
    ({ name, summary }) =>
      `${style.green('✓')} ${style.bold(name)}${' '.repeat(width - name.length)}  ${summary}`,
  );
}

/** At most one line: the `lint` jobs, whose output comes before, have named the files. */
function renderPublished({ plan, skips }: RunOutcome, fixed: number, style: Style): string[] {
  const due = plan.services.filter(({ steps }) => steps.length > 0).length;
  if (due === 0) return [nothingToDo(plan, [])];
  if (due === skips.length) return ['No linter ran.'];
  return fixed === 0 ? [] : [`${style.green('✓')} Fixes are staged: ${filesText(fixed)}`];
}

/** One line. */
export function renderSkip({ service, why }: Skip, style: Style): string {
  const name = style.bold(escapeName(serviceName(service)));
  return why.kind === 'missing'
    ? `${style.yellow('!')} ${name} was not linted: ${escapeName(why.program)} was not found ("missing": "warn").`
    : `${style.yellow('!')} ${name} was not linted: its job was skipped or did not run.`;
}

const lines = (parts: readonly string[]): string => parts.map((part) => `${part}\n`).join('');
