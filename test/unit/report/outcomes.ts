// Outcomes for the tests of reports, as short as they can be written.
import type { CommandResult, CommandStatus, Fix } from '../../../tools/base/model/lint-result.ts';
import type { RunOutcome, ServiceOutcome } from '../../../tools/base/model/outcome.ts';
import { absolutePath, repoPath } from '../../../tools/base/paths.ts';
import type { ServicePlan } from '../../../tools/base/model/plan.ts';
import type { Service } from '../../../tools/base/model/service.ts';
import { styles } from '../../../tools/report/style.ts';

export const plain = styles(false);

export const pathContext = {
  top: absolutePath('/repo'),
  userDirectory: absolutePath('/repo'),
  snapshotRoot: absolutePath('/snapshot'),
};

export const service = (directory: string): Service => ({
  directory: repoPath(directory),
  declaredIn: repoPath('switchyard.config.json'),
  patterns: [],
  uses: 'all',
  missing: 'fail',
  timeout: 120,
});

export function plan(directory: string, paths: string[], unmatched: string[] = []): ServicePlan {
  const matched = paths.map(repoPath);
  const pattern = { glob: '*', tasks: [] };
  return {
    service: service(directory),
    steps: matched.length === 0 ? [] : [{ pattern, paths: matched }],
    paths: matched,
    unmatched: unmatched.map(repoPath),
  };
}

export const command = (
  text: string,
  status: CommandStatus = { kind: 'passed' },
  output = '',
): CommandResult => ({
  command: text,
  status,
  output: Buffer.from(output),
  milliseconds: 100,
});

export const linted = (
  servicePlan: ServicePlan,
  commands: CommandResult[],
  fixed: string[] = [],
): ServiceOutcome => ({
  result: { plan: servicePlan, commands, milliseconds: 1_234 },
  fixes: fixed.map((path): Fix => ({
    path: repoPath(path),
    mode: '100644',
    staged: '',
    fixed: '',
    base: Buffer.of(),
    fix: Buffer.of(),
  })),
  unusableFiles: [],
  remembered: false,
});

export const outcome = (
  end: RunOutcome['end'],
  services: ServiceOutcome[] = [],
  more: Partial<RunOutcome> = {},
): RunOutcome => ({
  plan: { services: services.map(({ result }) => result.plan), unowned: [] },
  services,
  skips: [],
  end,
  ...more,
});
