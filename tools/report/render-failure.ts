// A failure as text: what, why, what to do next, and where the user's files stand. A bug prints itself
// so that it can be pasted into a report.
import { INTERRUPTED_STANDING } from '../base/as-failure.ts';
import type { Failure } from '../base/errors.ts';
import { escapeText } from './escape-name.ts';
import type { Style } from './style.ts';

/** Ends with a newline. */
export function renderFailure({ message, why, next, standing }: Failure, style: Style): string {
  const more = [why, next].filter((text) => text !== undefined && text !== '');
  return [
    `${style.red('switchyard:')} ${style.bold(escapeText(message))}`,
    ...more.map((text) => escapeText(text ?? '').replace(/^(?=.)/gm, '  ')),
    escapeText(standing),
    '',
  ].join('\n');
}

/** Ends with a newline. `versions` are those of the programs at work. */
export function renderBug(error: unknown, versions: readonly string[], style: Style): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    `${style.red('switchyard:')} ${style.bold('This is a bug in switchyard. Please report it with these lines:')}`,
    '',
    `  ${versions.join(', ')}`,
    escapeText(trace).replace(/^(?=.)/gm, '  '),
    '',
    INTERRUPTED_STANDING,
    '',
  ].join('\n');
}
