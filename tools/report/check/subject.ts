// Describes in words which files a check looked at.
import type { CheckedCommit, CheckOutcome } from '../../base/model/check-outcome.ts';
import { serviceName } from '../../base/model/service.ts';
import { escapeName } from '../escape-name.ts';
import { filesText, listed } from '../phrases.ts';

/** To follow a verb: `what changed from main (12345678) to HEAD (89abcdef), since 76543210, shard 1/3`. */
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

/** A sentence for each changed configuration file because of which more files were checked. */
export function wideningTexts({ subject }: CheckOutcome): string[] {
  if (subject.kind !== 'changed') return [];
  return subject.widened.map(({ path, services }) => {
    const names = listed(services.map((service) => escapeName(serviceName(service))));
    return `Every file of ${names} is checked, because ${escapeName(path)} changed.`;
  });
}

/** Says why no linter ran, with the numbers of paths that were selected and not linted. */
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
