// Decides which of the services that `init` found are proposed, beside those that are declared already.
import { isWithin, type RepoPath } from '../../base/paths.ts';
import type { ServicePlan, Step } from '../../base/model/plan.ts';
import { serviceName, type Pattern } from '../../base/model/service.ts';
import { programName } from './listed-services.ts';
import { kindOf, type FoundService } from '../../init/find-services.ts';
import type { Tasks } from '../../init/tasks.ts';
import type { DeclaredServices } from './declared-services.ts';

export interface ProposedService extends FoundService {
  /** Tasks of a service above that its files have now, and would lose by having a service of their own. */
  readonly inherited: Tasks;
}

export interface Proposals {
  readonly proposed: readonly ProposedService[];
  /** Services that the configuration at the top does not declare, and that `init` does not add to it. */
  readonly others: readonly FoundService[];
  /** Why some are not proposed, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Files that lint-staged's configuration covers are left to it. A service is added to a configuration at the top only
 * if no file loses a linter by that.
 */
export function proposedServices(
  found: readonly FoundService[],
  { rootFile, services, lintStaged, plan }: DeclaredServices,
  canAdd: boolean,
): Proposals {
  const known = new Set(services.map(({ directory }) => directory));
  const isAtTop = ({ service }: ServicePlan): boolean => service.declaredIn === rootFile;
  const { proposed, notes } = besideLintStaged(
    found.filter(({ directory }) => !known.has(directory) && !lintStaged.has(directory)),
    plan.services.filter((each) => !isAtTop(each)),
  );
  if (rootFile === undefined) return { proposed, others: [], notes };
  const above = plan.services.filter(isAtTop);
  const isAddable = (service: FoundService): boolean =>
    canAdd &&
    above
      .filter((each) => isWithin(each.service.directory, service.directory))
      .every(({ steps }) => steps.every((step) => keepsLinters(service, step)));
  return {
    proposed: proposed.filter(isAddable),
    others: proposed.filter((each) => !isAddable(each)),
    notes,
  };
}

function besideLintStaged(
  found: readonly FoundService[],
  plans: readonly ServicePlan[],
): { proposed: ProposedService[]; notes: string[] } {
  const proposed: ProposedService[] = [];
  const refused = new Map<string, string[]>();
  for (const service of found) {
    const { directory } = service;
    const own = withoutKnown(service, plans);
    if (own.paths.length === 0) continue;
    const above = plans
      .filter((each) => isWithin(each.service.directory, directory))
      .flatMap(({ service: { declaredIn }, steps }) =>
        steps
          .filter(({ paths }) => paths.some((path) => isWithin(directory, path)))
          .map(({ pattern }) => ({ declaredIn, pattern })),
      );
    const bound = above.find(({ pattern }) => !runsAnywhere(pattern));
    if (bound === undefined) {
      const inherited = above.map(({ pattern }) => [pattern.glob, commandsOf(pattern)] as const);
      proposed.push({ ...own, inherited: new Map(inherited) });
    } else {
      const why =
        'a service there would take its files from ' +
        `${bound.declaredIn}, whose ${JSON.stringify(bound.pattern.glob)} runs at its own place only.`;
      const named = `${serviceName(service)} (${[...own.tools.keys()].join(', ')})`;
      refused.set(why, [...(refused.get(why) ?? []), named]);
    }
  }
  const notes = [...refused].map(([why, named]) => `${named.join(', ')}: not proposed, as ${why}`);
  return { proposed, notes };
}

/** Whether `service` runs all programs of the step, which is of a service above, on the files it would take over. */
function keepsLinters(service: FoundService, { pattern, paths }: Step): boolean {
  const own = new Set(service.paths);
  return paths
    .filter((path) => isWithin(service.directory, path))
    .every((path) => {
      const commands = own.has(path) ? (service.commands.get(kindOf(path)) ?? []) : [];
      const programs = new Set(commands.map(programName));
      return pattern.tasks.every(
        (task) => task.kind === 'command' && programs.has(programName(task.command)),
      );
    });
}

/** The service without the linters that are for kinds of files of which some have a task already. */
function withoutKnown(service: FoundService, plans: readonly ServicePlan[]): FoundService {
  const known = new Set<RepoPath>(plans.flatMap(({ paths }) => paths));
  const covered = new Set(service.paths.filter((path) => known.has(path)).map(kindOf));
  const tools = [...service.tools].filter(([, kinds]) => !kinds.some((kind) => covered.has(kind)));
  const left = new Set(tools.flatMap(([, kinds]) => kinds));
  return {
    ...service,
    commands: new Map([...service.commands].filter(([kind]) => left.has(kind))),
    tools: new Map(tools),
    paths: service.paths.filter((path) => left.has(kindOf(path))),
  };
}

/** Whether the pattern means the same in a directory below: its glob and commands name no paths and no scripts. */
const runsAnywhere = ({ glob, tasks }: Pattern): boolean =>
  /^(?:\.\/)?(?:\*\*\/)?[^/]+$/.test(glob) &&
  tasks.every((task) => task.kind === 'command' && !BOUND.test(task.command));

const BOUND =
  /\/|^(?:node|bash|sh|python3?|ruby|make|(?:npm|bun) run|(?:pnpm|yarn) (?!exec|dlx))\b/;

const commandsOf = ({ tasks }: Pattern): string[] =>
  tasks.flatMap((task) => (task.kind === 'command' ? [task.command] : []));
