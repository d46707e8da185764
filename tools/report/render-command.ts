// Renders the block of one command: its name, its output, and how it failed. What to do about findings is said once, at
// the end of the report.
import type { CommandResult } from '../base/model/lint-result.ts';
import { serviceName, type Service } from '../base/model/service.ts';
import { escapeName, escapeText } from './escape-name.ts';
import { installAdvice } from './install-advice.ts';
import type { Style } from './style.ts';

/**
 * Lines without a newline at the end. `output` is that of the linter, already safe to print; `translate` replaces the
 * snapshot's paths in a text by the user's.
 */
export function renderCommand(
  service: Service,
  { command, status }: CommandResult,
  { output, translate }: { output: string; translate: (text: string) => string },
  style: Style,
): string {
  const mark = status.kind === 'passed' ? '' : `${style.red('✗')} `;
  const head = `${mark}${style.bold(escapeName(serviceName(service)))}: ${escapeName(command)}`;
  const block = (more: string, ...after: string[]): string =>
    [head + more, ...(output === '' ? [] : ['', output, '']), ...after].join('\n').trimEnd();
  switch (status.kind) {
    case 'passed':
      return block('');
    case 'failed':
      return output === ''
        ? `${head}\n  It printed nothing and ended with exit code ${status.exitCode}.`
        : block(style.dim(` (exit code ${status.exitCode})`));
    case 'killed':
      return block('', `  It was ended by ${status.signal}${reason(status.signal)}.`);
    case 'timed-out':
      return block(
        '',
        `  It did not finish within ${status.seconds} s and was ended.`,
        `  If it needs longer, set "timeout" (seconds) for the service in ${escapeName(service.declaredIn)}.`,
      );
    case 'not-found':
      return block(
        '',
        `  ${escapeName(status.program)} was not found. Looked in:`,
        ...searchedDirectories(status.lookedIn, translate).map((directory) => `    ${directory}`),
        `  ${escapeName(installAdvice(status.program, service, status.packages))}`,
      );
    case 'broken':
      return block(
        '',
        indented(translate(escapeText(status.message))),
        `  The task is written in ${escapeName(service.declaredIn)}.`,
      );
  }
}

const reason = (signal: string): string => {
  if (signal === 'SIGKILL') return ' (often by the system, for lack of memory)';
  return signal === 'SIGSEGV' || signal === 'SIGABRT' || signal === 'SIGBUS' ? ': it crashed' : '';
};

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');

/** The directories that were searched: those of the snapshot one on each line, then the others on one line. */
function searchedDirectories(
  lookedIn: readonly string[],
  translate: (text: string) => string,
): string[] {
  const own: string[] = [];
  const others: string[] = [];
  for (const directory of lookedIn.map(escapeName)) {
    const shown = translate(directory);
    if (shown === directory) others.push(directory);
    else own.push(shown);
  }
  return others.length === 0 ? own : [...own, others.join(':')];
}
