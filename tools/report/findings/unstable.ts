// Describes linters that are not idempotent.
import type { Unstable } from '../../base/model/check-outcome.ts';
import type { Finding } from '../../base/model/finding.ts';
import { serviceName } from '../../base/model/service.ts';
import { listed } from '../phrases.ts';

/** `files` are the names of the files that change again; empty if a linter fails instead. */
export function unstableText({ commands }: Unstable, files: readonly string[]): string {
  const names = commands.map((command) => `\`${command}\``);
  const linters = listed(names, names.length);
  const [who, made] =
    names.length === 1
      ? [`${linters} changes its own result`, 'it made']
      : [`${linters} change each other's result, or one of them its own`, 'they made'];
  const sentence =
    files.length === 0
      ? `${linters} ${names.length === 1 ? 'does' : 'do'} not pass on what ${made}`
      : `${who}: run again on what ${made} of ${listed(files)}, that is changed once more`;
  return `${sentence}. Until this is settled, a commit that was fixed so fails this check.`;
}

/** A finding for each file that changes again; a single one, without path, if a linter fails instead. */
export function unstableFindings(unstable: Unstable): Finding[] {
  const { service, paths } = unstable;
  const base = {
    service: serviceName(service),
    severity: 'warning',
    tool: 'switchyard',
    rule: 'unstable',
  } as const;
  if (paths.length === 0) return [{ ...base, message: unstableText(unstable, []) }];
  return paths.map((path) => ({ ...base, path, message: unstableText(unstable, [path]) }));
}
