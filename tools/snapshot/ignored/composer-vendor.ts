// Describes a `vendor` directory of Composer. PHP resolves links, so the autoloader is copied: it finds classes of the
// repository relative to itself.
import { listDirectory, type Child } from '../../base/lookups.ts';
import { describeCommand } from './commands.ts';
import { childOf, copy, link, rebuild, relink, watch } from './wanted.ts';
import type { Subject, Wanted } from './wanted.ts';

/** Describes the `vendor` at `subject.source`: its files are copied, each vendor/name/package is a link. */
export function describeComposerVendor(subject: Subject): Wanted {
  watch(subject.survey, subject.source);
  return rebuild(listDirectory(subject.source), (child) => {
    const below = childOf(subject, child.name);
    return child.type === 'directory' ? describePackages(below, child) : describeFile(below, child);
  });
}

function describePackages(subject: Subject, { name }: Child): Wanted {
  watch(subject.survey, subject.source);
  return rebuild(listDirectory(subject.source), (child) => {
    const below = childOf(subject, child.name);
    if (name === 'bin') return describeCommand(below);
    return child.type === 'directory' ? link(below) : describeFile(below, child);
  });
}

function describeFile(subject: Subject, { type }: Child): Wanted | undefined {
  if (type === 'link') return relink(subject);
  watch(subject.survey, subject.source);
  return copy(subject);
}
