// Lints staged files for `run` and `lint`. Services with a remembered result for exactly these inputs are not linted;
// if all have one, no snapshot is made. The snapshot is released in the background.
import type { Fix, ResultInputs } from '../base/model/lint-result.ts';
import type { ServiceOutcome, Skip } from '../base/model/outcome.ts';
import type { AbsolutePath, RepoPath } from '../base/paths.ts';
import { timed } from '../base/timing.ts';
import type { Repository } from '../git/repository.ts';
import type { CommandContext } from './context.ts';
import { lintFiles } from './lint-files.ts';
import type { IgnoredListing } from './memory/list-ignored.ts';
import { recall } from './memory/recall.ts';
import type { Staged } from './staged.ts';

export interface LintedStagedFiles {
  readonly services: readonly ServiceOutcome[];
  readonly skips: readonly Skip[];
  readonly passed: boolean;
  readonly alsoStaged: readonly RepoPath[];
  readonly snapshotRoot: AbsolutePath | undefined;
  /** The inputs of remembered results, by the service's directory. */
  readonly inputs: Promise<ReadonlyMap<RepoPath, ResultInputs>>;
}

export const nothingLinted: LintedStagedFiles = {
  services: [],
  skips: [],
  passed: true,
  alsoStaged: [],
  snapshotRoot: undefined,
  inputs: Promise.resolve(new Map<RepoPath, ResultInputs>()),
};

/**
 * Runs the tasks of every service in `staged.plan`. Throws the signal's reason if interrupted. Without
 * `ignored`, nothing is remembered.
 */
export async function lintStagedFiles(
  context: CommandContext,
  repository: Repository,
  staged: Staged,
  ignored: IgnoredListing | undefined,
): Promise<LintedStagedFiles> {
  const recalled =
    ignored && (await timed('recall', () => recall(context, repository, staged, ignored)));
  const known = recalled?.services ?? [];
  const all = staged.plan.services.filter(({ steps }) => steps.length > 0);
  const due = all.filter((plan) => !known.some(({ result }) => result.plan === plan));
  const inputs = recalled?.inputs ?? new Map<RepoPath, ResultInputs>();
  if (due.length === 0) {
    return { ...nothingLinted, services: known, inputs: Promise.resolve(inputs) };
  }
  const { colour } = context;
  const linting = { colour, machineReadable: false, before: recalled?.collectInputs };
  const plan = { ...staged.plan, services: due };
  const linted = await lintFiles(context, repository, { ...staged, plan }, linting);
  // The command waits for it, and fails with it, at its end.
  linted.snapshot.release().catch(() => undefined);
  await ignored?.cache(staged);
  // A remembered result could not repeat the message about files that linters staged.
  const remembering =
    linted.alsoStaged.length === 0
      ? recalled && timed('remember', () => recalled.remember(linted))
      : undefined;
  remembering?.catch(() => undefined);
  const position = ({ result }: ServiceOutcome): number => all.indexOf(result.plan);
  return {
    services: [...known, ...linted.services].sort((one, other) => position(one) - position(other)),
    skips: linted.skips,
    passed: linted.passed,
    alsoStaged: linted.alsoStaged,
    snapshotRoot: linted.snapshot.root,
    inputs: Promise.resolve(remembering).then((more) => new Map([...inputs, ...(more ?? [])])),
  };
}

/** The fixes of all services, in the order of the services. */
export const fixesOf = (services: readonly ServiceOutcome[]): Fix[] =>
  services.flatMap(({ fixes }) => fixes);
