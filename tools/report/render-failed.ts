// Renders a run in which a linter failed: each failed command once, then one line that says what to do.
import type { RunOutcome, ServiceOutcome } from '../base/model/outcome.ts';
import { serviceName } from '../base/model/service.ts';
import { commandBlocks } from './command-blocks.ts';
import { escapeName } from './escape-name.ts';
import { shownPath, type PathContext } from './shown-path.ts';
import type { Style } from './style.ts';

/** Blocks with an empty line between them; the last one says what to do. */
export const renderFailed = (
  outcome: RunOutcome,
  pathContext: PathContext,
  style: Style,
): string[] => [
  ...outcome.services.flatMap((service) => renderFailures(service, pathContext, style)),
  whatToDo(outcome),
];

/** A block for each failed command of a service, and a line for each file that they left unusable. */
export const renderFailures = (
  service: ServiceOutcome,
  pathContext: PathContext,
  style: Style,
): string[] => [
  ...commandBlocks(service, pathContext, style, ({ kind }) => kind !== 'passed'),
  ...renderUnusable(service, pathContext, style),
];

function renderUnusable(
  { result, unusableFiles: found }: ServiceOutcome,
  pathContext: PathContext,
  style: Style,
) {
  const name = style.bold(escapeName(serviceName(result.plan.service)));
  return found.map(({ path, found: instead }) => {
    const file = shownPath(pathContext, path);
    const [did, rule] =
      instead === 'a later change'
        ? [`of another service changed ${file} when its own had ended`, OTHERS]
        : [instead === 'nothing' ? `deleted ${file}` : `left ${instead} in place of ${file}`, OWN];
    return `${style.red('✗')} ${name}: a linter ${did}.\n  ${rule}`;
  });
}

const OWN = 'A linter may change the files that it is given, not remove or replace them.';
const OTHERS =
  'They have not seen what it holds now. A linter may change the files of its own service.';

function whatToDo({ services }: RunOutcome): string {
  const kinds = new Set(
    services.flatMap(({ result }) => result.commands.map(({ status }) => status.kind)),
  );
  if (kinds.has('failed')) {
    return 'Correct what is reported above, stage it with git add, and try again.';
  }
  return kinds.has('not-found')
    ? 'Install what is missing, and try again.'
    : 'Correct the cause that is named above, and try again.';
}
