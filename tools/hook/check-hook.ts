// Checks, for `doctor`, whether a commit starts switchyard with all that it needs: git's hook, lefthook's configuration
// and the rc file. Gets what was read of them; reads nothing itself.
import type { DoctorFinding } from '../base/model/diagnosis.ts';
import type { HooksDirectory, PreCommitHook } from './git-hooks.ts';
import { formatOf } from './lefthook-names.ts';
import { hasWindowsEnds, isSwitchyardRc, RC_PATH } from './rc-file.ts';
import {
  callsSwitchyard,
  isPublishing,
  isStaging,
  lintedServices,
  type LefthookConfiguration,
} from './read-lefthook.ts';

export interface LefthookFile {
  readonly name: string;
  /** `undefined` if it cannot be read. */
  readonly configuration: LefthookConfiguration | undefined;
}

export interface HookState {
  readonly hooks: HooksDirectory;
  readonly hook: PreCommitHook;
  readonly lefthook: LefthookFile | undefined;
  readonly local: LefthookFile | undefined;
  /** The text of a file at the top of the working tree. */
  readonly read: (path: string) => string | undefined;
  /** The services' directories, `''` for the top; `undefined` if no configuration could be read. */
  readonly services: readonly string[] | undefined;
  /** Whether a script that runs after an installation starts husky. */
  readonly preparesHusky: boolean;
}

const INSTALL = 'npx lefthook install';
const INIT = 'npx switchyard init';

/** Findings on everything between git and switchyard, in the order in which a commit reaches them. */
export function checkHook(state: HookState): DoctorFinding[] {
  const { hook, lefthook, hooks } = state;
  const reached = checkReached(hook, hooks);
  if (hook.kind === 'switchyard') return reached;
  if (lefthook === undefined) {
    return [...reached, problem('there is no lefthook.yml, so nothing starts switchyard', INIT)];
  }
  const { name, configuration } = lefthook;
  if (configuration === undefined) {
    const finding =
      formatOf(name) === 'toml'
        ? warning(
            `${name} is TOML: whether its jobs start switchyard is not known`,
            'npx lefthook dump (shows what they do)',
          )
        : problem(`${name} cannot be read`, 'npx lefthook validate');
    return [...reached, finding];
  }
  if (!configuration.jobs.some(({ run }) => callsSwitchyard(run))) {
    return [...reached, problem(`no pre-commit job of ${name} calls switchyard`, INIT)];
  }
  return [
    ...reached,
    ...checkRc(state, name, configuration),
    ...checkJobs(name, configuration, state.services),
    ...(state.preparesHusky
      ? [
          warning(
            'an install script of package.json starts husky, which sets core.hooksPath again',
            'Take husky out of it.',
          ),
        ]
      : []),
  ];
}

function checkReached(hook: PreCommitHook, { setting }: HooksDirectory): DoctorFinding[] {
  const moved =
    setting === undefined
      ? ''
      : ` (core.hooksPath is ${setting.value}, a ${setting.scope} setting)`;
  switch (hook.kind) {
    case 'lefthook':
      return [ok(`git starts lefthook before a commit: ${hook.file}${moved}`)];
    case 'switchyard':
      return [ok(`git starts switchyard before a commit: ${hook.file}${moved}`)];
    case 'not-executable':
      return [
        problem(`git does not start ${hook.file}: it may not be executed`, `chmod +x ${hook.file}`),
      ];
    case 'husky':
      return [
        problem(
          `git starts husky's hooks, not lefthook's${moved}`,
          `git config --unset core.hooksPath && ${INSTALL} (or, to keep husky, \`npx switchyard run\` in .husky/pre-commit)`,
        ),
      ];
    case 'none':
      return [problem(`no pre-commit hook is installed${moved}`, installIn(setting))];
    case 'pre-commit':
      return [problem(`git starts pre-commit: ${hook.file}`, `pre-commit uninstall && ${INSTALL}`)];
    case 'other':
      return [
        problem(
          `git starts a hook that is neither lefthook's nor switchyard's: ${hook.file}${moved}`,
          setting === undefined
            ? `${INSTALL} (the hook stays beside it, as pre-commit.old)`
            : installIn(setting),
        ),
      ];
  }
}

/** The command that installs the hook. A global `core.hooksPath` is not changed, but overridden in this repository. */
const installIn = (setting: HooksDirectory['setting']): string => {
  if (setting === undefined) return INSTALL;
  return setting.scope === 'local' || setting.scope === 'worktree'
    ? `git config --unset core.hooksPath && ${INSTALL}`
    : `git config --local core.hooksPath "$(git rev-parse --git-common-dir)/hooks" && ${INSTALL} --force`;
};

function checkRc(
  { hook, local, read }: HookState,
  name: string,
  { rc }: LefthookConfiguration,
): DoctorFinding[] {
  const why = 'lefthook would hide unstaged changes, and switchyard refuses to run';
  if (rc === undefined) {
    return [
      problem(
        `${name} has no \`rc:\`: ${why}`,
        `Add \`rc: ${RC_PATH}\` to ${name}, then ${INSTALL}`,
      ),
    ];
  }
  const localRc = local?.configuration?.rc;
  const counts = localRc ?? rc;
  const where = localRc === undefined ? name : (local?.name ?? '');
  const textOf = (path: string): string | undefined => read(path.replace(/^\.\//, ''));
  const text = textOf(counts);
  const isRight = (each: string | undefined): boolean => each !== undefined && isSwitchyardRc(each);
  const sources = text?.includes(rc.replace(/^\.\//, '')) === true && isRight(textOf(rc));
  if (!isRight(text) && !sources) {
    if (localRc !== undefined && localRc !== rc) {
      return [
        problem(
          `\`rc: ${localRc}\` in ${where} replaces the project's: ${why}`,
          `Let its first line be: . ${rc}`,
        ),
      ];
    }
    const state = text === undefined ? 'is not there' : 'does not hold what switchyard needs';
    return [problem(`${counts}, the rc file of ${where}, ${state}: ${why}`, INIT)];
  }
  const windows = [counts, rc].find((path) => hasWindowsEnds(textOf(path) ?? ''));
  if (windows !== undefined) {
    return [
      problem(
        `${windows} has Windows' line ends, with which no shell can read it`,
        windows === RC_PATH
          ? INIT
          : `Write it with those of Unix, and so in .gitattributes (eol=lf)`,
      ),
    ];
  }
  if (hook.kind === 'lefthook' && hook.rc !== counts) {
    return [problem(`the installed hook does not read ${counts}: ${why}`, INSTALL)];
  }
  return [ok(`lefthook does not hide unstaged changes: ${counts}`)];
}

function checkJobs(
  name: string,
  { jobs }: LefthookConfiguration,
  services: readonly string[] | undefined,
): DoctorFinding[] {
  const findings: DoctorFinding[] = [];
  const linted = lintedServices(jobs);
  if (linted !== 'all') {
    const show = (directory: string): string => (directory === '' ? '.' : directory);
    const without = (services ?? []).filter((directory) => !linted.has(directory)).map(show);
    const unknown = [...linted]
      .filter((directory) => services?.includes(directory) === false)
      .map(show);
    if (without.length > 0) {
      findings.push(
        problem(
          `no job of ${name} lints ${without.join(', ')}`,
          `Add beside the other jobs: - run: switchyard lint ${without.join(' ')}`,
        ),
      );
    }
    if (unknown.length > 0) {
      findings.push(
        problem(
          `${name} lints ${unknown.join(', ')}, which no configuration declares`,
          `Remove the job from ${name}, or declare the service`,
        ),
      );
    }
    if (!isPublishing(jobs)) {
      findings.push(
        problem(
          `no job of ${name} publishes the fixes`,
          'Add a last job: - run: switchyard publish',
        ),
      );
    }
  }
  const staging = jobs.filter(isStaging);
  const off = staging.filter(({ stageFixed }) => stageFixed).map((job) => job.name);
  const others = staging.filter(({ stageFixed }) => !stageFixed).map((job) => job.name);
  const next = "Move their linters to the services' tasks, and remove the jobs.";
  if (off.length > 0) {
    const what = `stage_fixed is off, so what these jobs of ${name} fix is not staged: ${off.join(', ')}`;
    findings.push(warning(what, next));
  }
  if (others.length > 0) {
    const what = `these jobs of ${name} stage files themselves, or hide unstaged changes: ${others.join(', ')}`;
    findings.push(warning(what, next));
  }
  return findings;
}

const ok = (what: string): DoctorFinding => ({ level: 'ok', what });
const problem = (what: string, next: string): DoctorFinding => ({ level: 'problem', what, next });
const warning = (what: string, next: string): DoctorFinding => ({ level: 'warning', what, next });
