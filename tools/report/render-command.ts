// The block of one command that failed: who, what it said itself, and what is special about the way
// it failed. What to do about findings is said once, at the end of the report.
import type { CommandResult } from '../base/lint-result.ts';
import { serviceName, type Service } from '../base/service.ts';
import { escapeName, escapeText } from './escape-name.ts';
import { installAdvice } from './install-advice.ts';
import type { Style } from './style.ts';

/** Lines without a newline at the end. `output` is the linter's, already safe to print. */
export function renderCommand(
  service: Service,
  result: CommandResult,
  output: string,
  style: Style,
): string {
  const { status } = result;
  const head = `${style.red('✗')} ${style.bold(escapeName(serviceName(service)))}: ${escapeName(result.command)}`;
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
        ...status.lookedIn.map((place) => `    ${escapeName(place)}`),
        `  ${escapeName(installAdvice(status.program, service))}`,
      );
    case 'broken':
      return block(
        '',
        indented(escapeText(status.message)),
        `  The task is written in ${escapeName(service.declaredIn)}.`,
      );
  }
}

const reason = (signal: string): string => {
  if (signal === 'SIGKILL') return ' (often by the system, for lack of memory)';
  return signal === 'SIGSEGV' || signal === 'SIGABRT' || signal === 'SIGBUS' ? ': it crashed' : '';
};

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');
