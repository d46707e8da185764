// Lints what is staged, for publishing: the snapshot is given back while that goes on.
import type { Fix } from '../base/lint-result.ts';
import type { ServiceOutcome } from '../base/outcome.ts';
import type { Repository } from '../git/repository.ts';
import type { CommandContext } from './context.ts';
import { lintFiles, type LintedServices } from './lint-files.ts';
import type { Staged } from './staged.ts';

/** Runs the tasks of every service in `staged.plan`. Throws the signal's reason if interrupted. */
export async function lintStagedFiles(
  context: CommandContext,
  repository: Repository,
  staged: Staged,
): Promise<LintedServices> {
  const linting = { colour: context.colour, machineReadable: false };
  const linted = await lintFiles(context, repository, staged, linting);
  // The command waits for it, and fails with it, at its end.
  linted.snapshot.release().catch(() => undefined);
  return linted;
}

export const fixesOf = (services: readonly ServiceOutcome[]): Fix[] =>
  services.flatMap(({ fixes }) => fixes);
