// Says why a run had nothing to do, in one line: that nothing ran must never look like success.
import type { Plan } from '../base/model/plan.ts';
import { serviceName } from '../base/model/service.ts';
import { escapeName } from './escape-name.ts';
import { filesText, listed } from './phrases.ts';

/** One sentence. `asked` are the services that the user named; empty for all. */
export function nothingToDo(plan: Plan, asked: readonly string[]): string {
  const idle = plan.services.filter(({ unmatched }) => unmatched.length > 0);
  const names = listed(idle.map(({ service }) => escapeName(serviceName(service))));
  const unmatched = idle.reduce((sum, service) => sum + service.unmatched.length, 0);
  const unowned = plan.unowned.length;
  if (unmatched > 0) {
    return unowned === 0 || asked.length > 0
      ? `Nothing to do: no task of ${names} matches a staged file (${filesText(unmatched)}).`
      : `Nothing to do: no task of ${names} matches ${filesText(unmatched)}, and ${filesText(unowned)} ${unowned === 1 ? 'belongs' : 'belong'} to no service.`;
  }
  if (asked.length > 0) {
    return `Nothing to do: of ${listed(asked.map(escapeName))} no file is staged.`;
  }
  return unowned === 0
    ? 'Nothing to do: nothing is staged that could be linted.'
    : `Nothing to do: no staged file belongs to a service (${filesText(unowned)}).`;
}
