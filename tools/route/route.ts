// Decides which service's tasks get which paths. Looks at nothing but its arguments.
//
// The deepest service directory at or above a path owns it, alone. The one exception are patterns that
// begin with `../`: a path that one of them matches goes to that service, if it comes before the path's
// own. Services come in lint-staged's order: deeper first, then by name. A path that such a service's
// patterns do not match stays with its own (lint-staged would not lint it).
import { ancestors, isWithin, servicePath, type RepoPath } from '../base/paths.ts';
import type { Plan, ServicePlan, Step } from '../base/model/plan.ts';
import type { Pattern, Service } from '../base/model/service.ts';
import { loadMatcher, type CompileGlob, type Matches } from './match.ts';

interface Matcher {
  readonly pattern: Pattern;
  readonly matches: Matches;
}

type MatchersOf = (service: Service) => readonly Matcher[];

/** Whether the pattern can match paths outside of the service's directory. */
const reachesOut = ({ glob }: Pattern): boolean => glob.startsWith('../');

/** Fails with `usage` if a pattern of a service that owns a path is invalid. */
export async function route(
  services: readonly Service[],
  paths: readonly RepoPath[],
): Promise<Plan> {
  if (services.length === 0 || paths.length === 0) return { services: [], unowned: paths };
  const matchersOf = compileOnce(await loadMatcher(services));
  const ownerOf = findOwners(services, matchersOf);
  const owned = new Map<Service, RepoPath[]>();
  const unowned: RepoPath[] = [];
  for (const path of paths) {
    const owner = ownerOf(path);
    if (owner === undefined) unowned.push(path);
    else if (!owned.get(owner)?.push(path)) owned.set(owner, [path]);
  }
  const plans = [...owned].map(([service, own]) => planService(service, matchersOf(service), own));
  plans.sort((a, b) => (a.service.directory < b.service.directory ? -1 : 1));
  return { services: plans, unowned };
}

const compileOnce = (compile: CompileGlob): MatchersOf => {
  const compiled = new Map<Service, readonly Matcher[]>();
  return (service) => {
    const known = compiled.get(service);
    if (known !== undefined) return known;
    const matchers = service.patterns.map((pattern) => ({
      pattern,
      matches: compile(service, pattern.glob),
    }));
    compiled.set(service, matchers);
    return matchers;
  };
};

function findOwners(
  services: readonly Service[],
  matchersOf: MatchersOf,
): (path: RepoPath) => Service | undefined {
  const byDirectory = new Map(services.map((service) => [service.directory, service]));
  const reachingOut = services
    .filter(({ patterns }) => patterns.some(reachesOut))
    .map((service) => ({
      service,
      matchers: matchersOf(service).filter(({ pattern }) => reachesOut(pattern)),
    }))
    .sort((a, b) => inOrder(a.service, b.service));
  return (path) => {
    const own = deepest(byDirectory, path);
    const taker = reachingOut.find(
      ({ service, matchers }) =>
        !isWithin(service.directory, path) &&
        (own === undefined || inOrder(service, own) < 0) &&
        matchers.some(({ matches }) => matches(servicePath(service.directory, path))),
    );
    return taker?.service ?? own;
  };
}

function deepest(byDirectory: ReadonlyMap<RepoPath, Service>, path: RepoPath): Service | undefined {
  for (const directory of ancestors(path)) {
    const service = byDirectory.get(directory);
    if (service !== undefined) return service;
  }
  return undefined;
}

/** Deeper directories first, then by name. */
const inOrder = (a: Service, b: Service): number =>
  depth(b.directory) - depth(a.directory) || `${a.directory}/`.localeCompare(`${b.directory}/`);

const depth = (directory: RepoPath): number => (directory === '' ? 0 : directory.split('/').length);

function planService(
  service: Service,
  matchers: readonly Matcher[],
  owned: readonly RepoPath[],
): ServicePlan {
  // A pattern may have an empty list of tasks, as in lint-staged: nothing is linted.
  const busy = matchers.filter(({ pattern }) => pattern.tasks.length > 0);
  const steps = new Map<Matcher, RepoPath[]>(busy.map((matcher) => [matcher, []]));
  const paths: RepoPath[] = [];
  const unmatched: RepoPath[] = [];
  for (const path of owned) {
    const isInside = isWithin(service.directory, path);
    const relative = servicePath(service.directory, path);
    let isMatched = false;
    for (const [matcher, matched] of steps) {
      if (!(isInside || reachesOut(matcher.pattern)) || !matcher.matches(relative)) continue;
      matched.push(path);
      isMatched = true;
    }
    (isMatched ? paths : unmatched).push(path);
  }
  const nonEmpty = [...steps].flatMap(([{ pattern }, matched]): Step[] =>
    matched.length === 0 ? [] : [{ pattern, paths: matched }],
  );
  return { service, steps: nonEmpty, paths, unmatched };
}
