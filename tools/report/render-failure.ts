// Renders a failure: what, why, what to do next, and the state of the user's files; and a bug, ready to be pasted into
// a report.
import { INTERRUPTED_FILES_STATE } from '../base/as-failure.ts';
import type { Failure } from '../base/errors.ts';
import { escapeText } from './escape-name.ts';
import type { Style } from './style.ts';

/** Ends with a newline. */
export function renderFailure({ message, why, next, filesState }: Failure, style: Style): string {
  const more = [why, next].filter((text) => text !== undefined && text !== '');
  return [
    `${style.red('switchyard:')} ${style.bold(escapeText(message))}`,
    ...more.map((text) => escapeText(text ?? '').replace(/^(?=.)/gm, '  ')),
    escapeText(filesState),
    '',
  ].join('\n');
}

/** Ends with a newline. `versions`: of switchyard, Node.js and git, and the platform. */
export function renderBug(error: unknown, versions: readonly string[], style: Style): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    `${style.red('switchyard:')} ${style.bold('This is a bug in switchyard. Please report it with these lines:')}`,
    '',
    `  ${versions.join(', ')}`,
    escapeText(trace).replace(/^(?=.)/gm, '  '),
    '',
    INTERRUPTED_FILES_STATE,
    '',
  ].join('\n');
}
