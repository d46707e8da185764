// The services that are there or proposed, as `init` shows them: directory, linters, files.
import type { ListedService } from '../../base/model/init-plan.ts';
import type { RepoPath } from '../../base/paths.ts';
import type { DeclaredServices } from './declared-services.ts';
import type { ProposedService } from './proposed-services.ts';

/** A proposed service; `declaredIn` is the file that will declare it. */
export const listProposed = (
  { directory, tools, inherited, paths }: ProposedService,
  declaredIn: RepoPath,
): ListedService => ({
  directory,
  tools: [
    ...new Set([
      ...[...inherited.values()].flat().map(programName),
      ...[...tools.keys()].map((tool) => tool.replace('ruff-format', 'ruff format')),
    ]),
  ],
  declaredIn,
  files: paths.length,
});

/** The short name of a command: `rubocop` for `bundle exec rubocop …`, `node a.mjs` for `node a.mjs --fix`. */
export const programName = (command: string): string =>
  STARTED.exec(command)?.[0] ?? command.replace(RUNNER, '').split(/\s+/)[0] ?? '';

const STARTED = /^(?:(?:npm|pnpm|yarn|bun) run|node|bash|sh|python3?|ruby) \S+/;
const RUNNER =
  /^(?:bundle exec|uv run|poetry run|npx|bunx|(?:npm|pnpm|yarn) (?:exec|dlx)|(?:pnpm|yarn)(?= [\w@])) (?:--? )?/;

/** The declared services. Of configuration that cannot be read, only directory and file. */
export function listDeclared({
  services,
  plan,
  lintStaged,
  failure,
}: DeclaredServices): ListedService[] {
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
          .map((task) => (task.kind === 'command' ? programName(task.command) : 'a function')),
      ),
    ],
    declaredIn: service.declaredIn,
    files: routed.get(service) ?? 0,
  }));
}
