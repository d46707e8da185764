// What a check looked at, in sentences.
import type { CheckedCommit, CheckOutcome } from '../../base/check-outcome.ts';
import { serviceName } from '../../base/service.ts';
import { escapeName } from '../escape-name.ts';
import { filesText, listed } from '../phrases.ts';

/** `main (1234567)..HEAD (89abcde), parted at 7654321, shard 1/3`, after a verb. */
export function subjectText({ subject, shard }: CheckOutcome): string {
  const part = shard === undefined ? '' : `, shard ${shard.index}/${shard.count}`;
  switch (subject.kind) {
    case 'staged':
      return `what is staged${part}`;
    case 'all':
      return `every file of ${commitText(subject.commit)}${part}`;
    case 'changed':
      return `what changed from ${commitText(subject.from)} to ${commitText(subject.to)}, since ${subject.base.slice(0, 12)}${part}`;
  }
}

/** One line for each changed file that made more files be checked. */
export function wideningTexts({ subject }: CheckOutcome): string[] {
  if (subject.kind !== 'changed') return [];
  return subject.widened.map(({ path, services }) => {
    const names = listed(services.map((service) => escapeName(serviceName(service))));
    return `Every file of ${names} is checked, because ${escapeName(path)} changed.`;
  });
}

/** Why no linter ran, and, where files were expected, what was compared. */
export function nothingCheckedText(outcome: CheckOutcome, asked: readonly string[]): string {
  const { plan, selected, shard } = outcome;
  const where = `in ${subjectText(outcome)}`;
  if (selected === 0) return `Nothing was checked: no path is ${where}.`;
  const unmatched = plan.services.reduce((sum, service) => sum + service.unmatched.length, 0);
  const part = shard === undefined ? '' : ' of this shard';
  const of = asked.length === 0 ? '' : ` of ${listed(asked.map(escapeName))}`;
  return [
    `Nothing was checked: no file${part} that a task${of} matches is ${where}`,
    `(${selected === 1 ? '1 path' : `${selected} paths`}: ${filesText(unmatched)} without a task, ${filesText(plan.unowned.length)} without a service; deleted files and links are not linted).`,
  ].join(' ');
}

function commitText({ name, id }: CheckedCommit): string {
  const short = id.slice(0, 12);
  return id.startsWith(name) ? short : `${escapeName(name)} (${short})`;
}
