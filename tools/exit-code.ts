// Which exit code an ending has. main.ts sets it.
import { EXIT } from './base/errors.ts';
import type { Failure } from './base/errors.ts';
import type { RunOutcome } from './base/outcome.ts';

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Findings, unless only programs were missing or the index moved: that is the environment's state. */
export function exitCodeOf({ end, services }: RunOutcome): ExitCode {
  switch (end.kind) {
    case 'nothing-to-do':
    case 'kept':
    case 'published':
      return EXIT.passed;
    case 'index-moved':
      return EXIT.environment;
    case 'empty-commit':
      return EXIT.findings;
    case 'failed': {
      const failures = services
        .flatMap(({ result }) => result.commands)
        .filter(({ status }) => status.kind !== 'passed');
      const onlyMissing =
        failures.length > 0 && failures.every(({ status }) => status.kind === 'not-found');
      return onlyMissing && services.every(({ misdeeds }) => misdeeds.length === 0)
        ? EXIT.environment
        : EXIT.findings;
    }
  }
}

export const exitCodeOfFailure = ({ kind }: Failure): ExitCode => EXIT[kind];
