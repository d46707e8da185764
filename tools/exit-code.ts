// Maps outcomes to exit codes. main.ts sets the code.
import { findingsOf, type Diagnosis } from './base/model/diagnosis.ts';
import { EXIT } from './base/errors.ts';
import type { Failure } from './base/errors.ts';
import type { CheckOutcome } from './base/model/check-outcome.ts';
import { hasPassed, type RunOutcome, type ServiceOutcome } from './base/model/outcome.ts';

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Failures are `findings`, but `environment` if only programs were missing or the index moved. */
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
    case 'failed':
      return failedOnlyForMissing(services) ? EXIT.environment : EXIT.findings;
  }
}

/** As `exitCodeOf`; changes that linters would make are findings. */
export function exitCodeOfCheck({ services, patches }: CheckOutcome): ExitCode {
  if (patches.length > 0) return EXIT.findings;
  if (failedOnlyForMissing(services)) return EXIT.environment;
  return services.every(hasPassed) ? EXIT.passed : EXIT.findings;
}

function failedOnlyForMissing(services: readonly ServiceOutcome[]): boolean {
  const failures = services
    .flatMap(({ result }) => result.commands)
    .filter(({ status }) => status.kind !== 'passed');
  return (
    failures.length > 0 &&
    failures.every(({ status }) => status.kind === 'not-found') &&
    services.every(({ unusableFiles }) => unusableFiles.length === 0)
  );
}

export const exitCodeOfFailure = ({ kind }: Failure): ExitCode => EXIT[kind];

/** `findings` if there is a problem. */
export const exitCodeOfDiagnosis = (diagnosis: Diagnosis): ExitCode =>
  findingsOf(diagnosis).some(({ level }) => level === 'problem') ? EXIT.findings : EXIT.passed;
