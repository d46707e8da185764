// From argv to a command, its report and the exit code. Nothing else decides an exit code: start.ts passes on the one
// that was decided here, in the process that did a job's work.
import { EXIT, Failure, messageOf } from './base/errors.ts';
import { answerJob, type Lead } from './base/hook-run/jobs-of-run.ts';
import { absolutePath, type AbsolutePath } from './base/paths.ts';
import { sinceStart, timingsSoFar } from './base/timing.ts';
import { parseCommandLine, COMMANDS, type CommandName, type Invocation } from './command-line.ts';
import { concurrencyOf } from './commands/concurrency.ts';
import type { CommandContext, RunReport } from './commands/context.ts';
import { HOST_ARGUMENT } from './config/host-messages.ts';
import {
  exitCodeOf,
  exitCodeOfCheck,
  exitCodeOfDiagnosis,
  exitCodeOfFailure,
  type ExitCode,
} from './exit-code.ts';
import { findRepository } from './git/repository.ts';
import type { GitEnd } from './git/run-git.ts';
import { showProgress } from './report/progress.ts';
import { styles } from './report/style.ts';
import { openTerminal, type Terminal } from './report/terminal.ts';
import { watchSignals } from './watch-signals.ts';

export { countSteps } from './base/timing.ts'; // for start.ts

declare const VERSION: string;
/** git's answer to `askRepository`, if `start.ts` has asked. */
declare const ANSWER: Promise<GitEnd> | undefined;
/** Set if this process leads the jobs of a hook run. */
declare const LEAD: Lead | undefined;

async function main(words: readonly string[]): Promise<void> {
  if (words[0] === HOST_ARGUMENT) {
    const { hostConfiguration } = await import('./config/host-configuration.ts');
    await hostConfiguration(); // ends with its parent
    return;
  }
  const terminal = openTerminal();
  const end = async (code: ExitCode): Promise<never> => {
    await terminal.close();
    process.exit(code); // without waiting for a linter's daemon that holds a pipe open
  };
  process.on('uncaughtException', (error) => {
    void reportError(error, terminal).then(end);
  });
  let exitCode: ExitCode;
  try {
    exitCode = await execute(parseCommandLine(words), terminal);
  } catch (error) {
    exitCode = await reportError(error, terminal);
  }
  await end(exitCode);
}

async function execute(invocation: Invocation, terminal: Terminal): Promise<ExitCode> {
  switch (invocation.kind) {
    case 'version':
      terminal.print(`${VERSION}\n`);
      return EXIT.passed;
    case 'help': {
      const { commandHelp, programHelp } = await import('./report/help.ts');
      const { command } = invocation;
      terminal.print(command === undefined ? programHelp(COMMANDS) : commandHelp(command));
      return EXIT.passed;
    }
    case 'command':
      try {
        return await runCommand(invocation, terminal);
      } finally {
        if (invocation.flags.has('verbose')) await printTimings(terminal);
      }
  }
}

async function printTimings(terminal: Terminal): Promise<void> {
  const { renderTimings } = await import('./report/render-timings.ts');
  const style = styles(terminal.errorColour);
  terminal.printError(renderTimings(timingsSoFar(), sinceStart(), style));
}

type CommandInvocation = Extract<Invocation, { kind: 'command' }>;

/** The result of a command. */
type CommandReport =
  | { readonly kind: 'run'; readonly report: RunReport }
  | { readonly kind: 'text'; readonly text: string; readonly exitCode: ExitCode };

const ofRun = (report: RunReport): CommandReport => ({ kind: 'run', report });

const ACTIONS: Readonly<
  Record<
    CommandName,
    (
      context: CommandContext,
      started: CommandInvocation,
      terminal: Terminal,
    ) => Promise<CommandReport>
  >
> = {
  run: async (context, { operands, flags }) =>
    ofRun(await (await import('./commands/run.ts')).run(context, operands, remembering(flags))),
  lint: async (context, { operands, flags }) => {
    const { lint } = await import('./commands/lint.ts');
    return ofRun(await lint(context, operands, { ...remembering(flags), lead: LEAD }));
  },
  publish: async (context) => ofRun(await (await import('./commands/publish.ts')).publish(context)),
  check: async (context, { flags, values }) => {
    const { check } = await import('./commands/check/check.ts');
    const { checkRequest } = await import('./commands/check/check-request.ts');
    const { request, format } = checkRequest({ flags, values }, context.colour);
    const checked = await check(context, request);
    context.signal.throwIfAborted();
    const { reportCheck } = await import('./report/check/report-check.ts');
    const style = styles(context.colour);
    const hasPatch = request.patch !== undefined;
    const text = { ...checked, asked: request.services, hasPatch };
    return {
      kind: 'text',
      text: reportCheck(text, { format, style, version: VERSION }),
      exitCode: exitCodeOfCheck(checked.outcome),
    };
  },
  explain: async (context, { operands, flags }) => {
    const { explain } = await import('./commands/explain.ts');
    const explanations = await explain(context, operands);
    const report = await import('./report/render-explanation.ts');
    const text = flags.has('json')
      ? report.explanationJson(explanations)
      : report.renderExplanation(explanations, styles(context.colour));
    return { kind: 'text', text, exitCode: EXIT.passed };
  },
  init: async (context, { flags }, terminal) => {
    const { initDialogue } = await import('./init-dialogue.ts');
    return { kind: 'text', ...(await initDialogue(context, flags, terminal)) };
  },
  doctor: async (context, { flags }) => {
    const { doctor } = await import('./commands/doctor/doctor.ts');
    const diagnosis = await doctor(context);
    const { diagnosisJson, renderDiagnosis } = await import('./report/render-doctor.ts');
    const style = styles(context.colour);
    const text = flags.has('json') ? diagnosisJson(diagnosis) : renderDiagnosis(diagnosis, style);
    return { kind: 'text', text, exitCode: exitCodeOfDiagnosis(diagnosis) };
  },
};

const remembering = (flags: ReadonlySet<string>) => ({ remembers: !flags.has('no-cache') });

async function runCommand(started: CommandInvocation, terminal: Terminal): Promise<ExitCode> {
  const progress = showProgress(terminal);
  const interruption = watchSignals(() => process.exit(EXIT.SIGINT));
  const directory = workingDirectory();
  const program = absolutePath(process.argv[1] ?? '');
  // A command may fail before it awaits this: then the rejection is not unhandled.
  const repository = findRepository(directory, ANSWER);
  repository.catch(() => undefined);
  const context: CommandContext = {
    directory,
    repository,
    signal: interruption.signal,
    colour: terminal.colour,
    concurrency: concurrencyOf(started.values),
    onProgress: progress.onProgress,
    program,
    hostProgram: [
      process.execPath,
      '--disable-warning=ExperimentalWarning', // of how start.ts imports, among what a configuration writes
      program,
      HOST_ARGUMENT,
    ],
  };
  let ending: CommandReport | undefined;
  let filesState: string | undefined;
  try {
    ending = await ACTIONS[started.command.name](context, started, terminal);
  } catch (error) {
    if ((await interruption.by()) === undefined) throw error;
    filesState = await filesStateAfter(error, context.signal);
  } finally {
    progress.stop();
  }
  const signal = await interruption.by();
  if (signal === undefined && ending?.kind === 'text') {
    terminal.print(ending.text);
    return ending.exitCode;
  }
  const { renderRun, renderInterrupted } = await import('./report/render-run.ts');
  const report = ending?.kind === 'run' ? ending.report : undefined;
  if (signal !== undefined || report === undefined) {
    terminal.printError(renderInterrupted(report, filesState));
    return EXIT[signal ?? 'internal'];
  }
  const request = {
    command: started.command.name,
    services: started.operands,
    verbose: started.flags.has('verbose'),
  };
  const style = styles(terminal.colour);
  for (const { job, report: other } of report.others ?? []) {
    const text = renderRun(other, { ...request, services: job.services }, style);
    if (LEAD !== undefined) answerJob(LEAD, job, { text, exitCode: exitCodeOf(other.outcome) });
  }
  terminal.print(renderRun(report, request, style));
  return exitCodeOf(report.outcome);
}

/** A sentence on the state of the user's files after `error`; `undefined` if only the signal ended the command. */
async function filesStateAfter(error: unknown, signal: AbortSignal): Promise<string | undefined> {
  if (error === signal.reason) return undefined;
  const { asFailure, INTERRUPTED_FILES_STATE } = await import('./base/as-failure.ts');
  return asFailure(error)?.filesState ?? INTERRUPTED_FILES_STATE;
}

function workingDirectory(): AbsolutePath {
  try {
    return absolutePath(process.cwd());
  } catch (error) {
    throw new Failure('environment', 'The working directory does not exist any more.', {
      why: messageOf(error),
      next: 'Change to a directory that exists, and try again.',
    });
  }
}

async function reportError(error: unknown, terminal: Terminal): Promise<ExitCode> {
  const { asFailure } = await import('./base/as-failure.ts');
  const { renderBug, renderFailure } = await import('./report/render-failure.ts');
  const style = styles(terminal.errorColour);
  const failure = asFailure(error);
  if (failure !== undefined) {
    terminal.printError(renderFailure(failure, style));
    return exitCodeOfFailure(failure);
  }
  const versions = [`switchyard ${VERSION}`, `node ${process.version}`, process.platform];
  terminal.printError(renderBug(error, [...versions, await gitVersion()], style));
  return EXIT.internal;
}

async function gitVersion(): Promise<string> {
  const { git } = await import('./git/git.ts');
  const { inherited } = await import('./base/environment.ts');
  try {
    const gitContext = { directory: absolutePath(process.cwd()), environment: inherited() };
    return (await git(gitContext, ['version'])).stdout.toString().trim();
  } catch {
    return 'git unknown';
  }
}

void main(process.argv.slice(2));
