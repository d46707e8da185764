// `doctor`'s look at each service: the programs that would run, found by the rules of a run but in the user's working
// tree, and patterns that match nothing.
import type { DoctorFinding, ProgramHealth, ServiceHealth } from '../../base/model/diagnosis.ts';
import { variable } from '../../base/environment.ts';
import { hasDirectory } from '../../base/has-directory.ts';
import { shownFrom, type AbsolutePath, type RepoPath } from '../../base/paths.ts';
import type { Plan } from '../../base/model/plan.ts';
import { serviceName, type Service } from '../../base/model/service.ts';
import { programVersion, programWords, type VersionAnswer } from '../../doctor/program-version.ts';
import type { Repository } from '../../git/repository.ts';
import { findPackageHomes } from '../../lint/find-package-homes.ts';
import { findProgram } from '../../lint/find-program.ts';
import { needsShell } from '../../lint/needs-shell.ts';
import { parseCommand } from '../../lint/parse-command.ts';
import { executionContexts, type ExecutionContext } from '../../lint/execution-context.ts';
import { installAdvice } from '../../report/install-advice.ts';

type AskOnce = (
  executionContext: ExecutionContext,
  program: AbsolutePath,
  argv: readonly string[],
) => Promise<VersionAnswer>;

/**
 * The health of each service, in the order of `services`. Starts the programs of its commands only to ask their
 * versions. `plan` is that of all tracked files.
 */
export function diagnoseServices(
  { top }: Repository,
  services: readonly Service[],
  plan: Plan,
): Promise<ServiceHealth[]> {
  const contextOf = executionContexts({ top, root: top }, false);
  const ask = askOnce();
  // Services that one glob declares have the same patterns.
  const matched = new Set(plan.services.flatMap(({ steps }) => steps.map((step) => step.pattern)));
  return Promise.all(
    services.map(async (service) => {
      const { directory, declaredIn } = service;
      const own = plan.services.find((each) => each.service === service);
      const isThere = hasDirectory(top, directory);
      const programs = isThere
        ? await diagnosePrograms(service, contextOf(directory), ask, top)
        : [];
      const idle = service.patterns.filter((pattern) => !matched.has(pattern));
      return {
        service: serviceName(service),
        directory,
        declaredIn,
        tasks: tasksOf(service),
        programs: programs.map(({ health }) => health),
        files: own?.paths.length ?? 0,
        findings: [
          ...(isThere ? [] : [notCheckedOut(directory)]),
          ...programs.flatMap(({ findings }) => findings),
          ...idle.map(matchesNothing),
        ],
      };
    }),
  );
}

const notCheckedOut = (directory: RepoPath): DoctorFinding => ({
  level: 'warning',
  what: 'its directory is not checked out: no job of lefthook with that `root` can start',
  next: `mkdir -p ${directory} (before a commit of its files)`,
});

const matchesNothing = ({ glob }: { readonly glob: string }): DoctorFinding => ({
  level: 'warning',
  what: `no tracked file matches ${JSON.stringify(glob)}`,
  next: 'Correct the pattern, or take it out.',
});

const tasksOf = ({ patterns }: Service): string[] => [
  ...new Set(
    patterns
      .flatMap(({ tasks }) => tasks)
      .map((task) => {
        if (task.kind === 'command') return task.command;
        return task.kind === 'titled' ? task.title : 'a function';
      }),
  ),
];

async function diagnosePrograms(
  service: Service,
  executionContext: ExecutionContext,
  ask: AskOnce,
  top: AbsolutePath,
): Promise<{ health: ProgramHealth; findings: DoctorFinding[] }[]> {
  const commands = new Map<string, string[]>();
  for (const task of service.patterns.flatMap(({ tasks }) => tasks)) {
    if (task.kind !== 'command') continue;
    const argv = parseCommand(task.command);
    commands.set(programWords(argv).join(' '), argv);
  }
  const packages = findPackageHomes(top, service.directory);
  const level = service.missing === 'warn' && variable('CI') === undefined ? 'warning' : 'problem';
  return Promise.all(
    [...commands].map(async ([program, argv]) => {
      const name = argv[0] ?? '';
      const need = needsShell(name);
      if (need !== undefined) {
        const health = { program, found: undefined, version: undefined };
        return { health, findings: [{ level: 'problem' as const, ...need }] };
      }
      const search = findProgram(name, executionContext.directory, executionContext.path);
      const next = installAdvice(name, service, packages);
      if (search.kind === 'not-found') {
        const health = { program, found: undefined, version: undefined };
        return { health, findings: [{ level, what: `${name} is not found`, next }] };
      }
      const found = shownFrom(top, search.program);
      const answer = await ask(executionContext, search.program, argv);
      const version = answer.kind === 'version' ? answer.version : undefined;
      const health = { program, found, version };
      if (answer.kind !== 'broken') return { health, findings: [] };
      const reason = reasonIn(answer.output);
      const what = `${program} does not start: ${reason}`;
      return { health, findings: [{ level, what, next: mend(program, reason, service, next) }] };
    }),
  );
}

/** The first line that has text, without Ruby's source location. */
function reasonIn(output: string): string {
  // /usr/lib/…/dsl.rb:355:in `block in eval': Your Ruby version is 3.1.2 … (Bundler::RubyVersionMismatch)
  const lines = output.split('\n').map((line) => line.replace(/^\S+:\d+:in [`'][^']*': */, ''));
  return lines.find((line) => !/^(?:\([\w:]+\))?\s*$/.test(line)) ?? output;
}

function mend(program: string, reason: string, service: Service, next: string): string {
  if (reason.startsWith('Your Ruby version')) return 'Use the Ruby that the Gemfile names.';
  const where = service.directory === '' ? '' : `cd ${service.directory} && `;
  return program.startsWith('bundle exec') ? `${where}bundle install` : next;
}

/** Caches answers: by program and directory if it runs through Bundler and the like, else by program alone. */
function askOnce(): AskOnce {
  const answers = new Map<string, Promise<VersionAnswer>>();
  return ({ directory, environment }, program, argv) => {
    const words = programWords(argv);
    const key = [program, ...words, words.length > 1 ? directory : ''].join('\0');
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = programVersion({ program, argv, directory, environment });
    answers.set(key, answer);
    return answer;
  };
}
