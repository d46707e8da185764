// The services that are there or proposed, as `init` shows them: directory, linters, files.
import type { FoundDirectory } from '../base/initiation.ts';
import type { RepoPath } from '../base/paths.ts';
import type { Declared } from './declared-services.ts';
import type { Proposed } from './proposed-services.ts';

/** A proposed service; `declaredIn` is the file that will declare it. */
export const described = (
  { directory, tools, inherited, paths }: Proposed,
  declaredIn: RepoPath,
): FoundDirectory => ({
  directory,
  tools: [
    ...new Set([
      ...[...inherited.values()].flat().map(programOf),
      ...[...tools.keys()].map((tool) => tool.replace('ruff-format', 'ruff format')),
    ]),
  ],
  declaredIn,
  files: paths.length,
});

/** The short name of a command: `rubocop` for `bundle exec rubocop …`, `node a.mjs` for `node a.mjs --fix`. */
export const programOf = (command: string): string =>
  STARTED.exec(command)?.[0] ?? command.replace(RUNNER, '').split(/\s+/)[0] ?? '';

const STARTED = /^(?:(?:npm|pnpm|yarn|bun) run|node|bash|sh|python3?|ruby) \S+/;
const RUNNER =
  /^(?:bundle exec|uv run|poetry run|npx|bunx|(?:npm|pnpm|yarn) (?:exec|dlx)|(?:pnpm|yarn)(?= [\w@])) (?:--? )?/;

/** The declared services. Of configuration that cannot be read, only directory and file. */
export function existing({ services, plan, lintStaged, failure }: Declared): FoundDirectory[] {
  if (failure !== undefined) {
    return [...lintStaged].map(([directory, file]) => ({
      directory,
      tools: [],
      declaredIn: file,
      files: 0,
    }));
  }
  const routed = new Map(plan.services.map(({ service, paths }) => [service, paths.length]));
  return services.map((service) => ({
    directory: service.directory,
    tools: [
      ...new Set(
        service.patterns
          .flatMap(({ tasks }) => tasks)
          .map((task) => (task.kind === 'command' ? programOf(task.command) : 'a function')),
      ),
    ],
    declaredIn: service.declaredIn,
    files: routed.get(service) ?? 0,
  }));
}
