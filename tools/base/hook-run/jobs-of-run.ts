// Lets one `lint` job of a hook run do the work of all. The jobs are processes that start at the same time; they find
// each other in the run's directory in the user's private directory. The first one takes the lock `leader` and lints
// for all jobs that ask in time. The others wait for its answer and print it. A job that gets no answer, because the
// leader died or no longer accepts jobs, does its work itself. `start.ts` calls this before the program is compiled.
import { fstatSync, readdirSync } from 'node:fs';
import { inherited } from '../environment.ts';
import { errorCode } from '../errors.ts';
import {
  lstatIfExists,
  makePrivateDirectory,
  moveFile,
  replaceScratch,
  writeScratch,
} from '../files.ts';
import { endIfHookEnded, hookShell } from './hook-shell.ts';
import { tryLock } from '../lock.ts';
import { joinPath, type AbsolutePath } from '../paths.ts';
import { readText } from '../read-text.ts';
import { remove } from '../remove.ts';
import { jobsDirectory, removeEndedRuns } from './run-directory.ts';
import { sha256 } from '../sha256.ts';

/** What a job prints (rendered text), and its exit code. */
export interface Answer {
  readonly text: string;
  readonly exitCode: number;
}

/** A job that asked the leader to do its work. */
export interface Job {
  /** Its process id. */
  readonly id: string;
  /** The services that its command line names. */
  readonly services: readonly string[];
}

/** Held by the process that leads the jobs of a run. */
export interface Lead {
  /** The run's directory in the user's private directory. */
  readonly directory: AbsolutePath;
  /** A digest of program, terminal and environment. The leader takes only jobs with the same context. */
  readonly context: string;
}

export type Joined =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'leads'; readonly lead: Lead }
  | { readonly kind: 'alone' };

/**
 * Joins the run that the environment names, as the job of these services. `privateDirectory`, the user's,
 * which must exist. Returns `leads` for the first job, `answered` if the leader did the work, `alone` if there is no
 * run or the leader takes no more jobs. Blocks until one of these is certain.
 */
export function joinRun(privateDirectory: AbsolutePath, services: readonly string[]): Joined {
  const directory = jobsDirectory(privateDirectory);
  if (directory === undefined) return { kind: 'alone' };
  const lead = { directory, context: contextDigest() };
  makePrivateDirectory(lead.directory);
  if (takeLead(lead)) {
    removeEndedRuns(lead.directory);
    return { kind: 'leads', lead };
  }
  const shell = hookShell();
  const id = String(process.pid);
  const asked = joinPath(lead.directory, `${id}.asked`);
  remove(answerFile(lead, id)); // left for an earlier process with the same id
  replaceScratch(asked, JSON.stringify({ context: lead.context, services }));
  for (let pause = 4; ; pause = Math.min(pause * 1.1, 20)) {
    const leads = takeLead(lead); // before looking for an answer: a leader that is dead by now writes none later
    const answer = answerTo(lead, id);
    if (answer !== undefined) return { kind: 'answered', answer };
    if (leads) {
      remove(asked);
      if (shell !== undefined) endIfHookEnded(shell); // the leader has ended with it
      return { kind: 'leads', lead };
    }
    const isLate = lstatIfExists(joinPath(lead.directory, CLOSED)) !== undefined;
    if (isLate && take(asked, `${asked}.withdrawn` as AbsolutePath)) return { kind: 'alone' };
    sleep(pause);
  }
}

/** The jobs that asked since the last call. From now on only the leader does their work. */
export function takeJobs(lead: Lead): Job[] {
  return attempt(() => takeAsked(lead)) ?? [];
}

/** Closes the list and returns the last jobs; a job that asks later does its work itself. */
export function takeLastJobs(lead: Lead): Job[] {
  attempt(() => {
    writeScratch(joinPath(lead.directory, CLOSED), '', 'w');
  });
  return takeJobs(lead);
}

/** Gives a job its answer. If that cannot be written, the job does its work itself when this process has ended. */
export function answerJob(lead: Lead, { id }: Job, answer: Answer): void {
  attempt(() => {
    replaceScratch(answerFile(lead, id), JSON.stringify(answer));
  });
}

function takeAsked({ directory, context }: Lead): Job[] {
  const asked = readdirSync(directory).filter((name) => name.endsWith('.asked'));
  return asked.flatMap((name) => {
    const path = joinPath(directory, name);
    const text = readText(path);
    if (text === undefined) return [];
    const job = JSON.parse(text) as { readonly context: string; readonly services: string[] };
    if (job.context !== context || !take(path, `${path}.taken` as AbsolutePath)) return [];
    return [{ id: name.slice(0, -'.asked'.length), services: job.services }];
  });
}

/** Present once the leader takes no more jobs. */
const CLOSED = 'closed';

/** Whether this process leads now: it is the first one, or the leader has died. */
function takeLead({ directory }: Lead): boolean {
  if (!tryLock(joinPath(directory, 'leader'))) return false;
  remove(joinPath(directory, CLOSED));
  return true;
}

const answerFile = ({ directory }: Lead, id: string): AbsolutePath =>
  joinPath(directory, `${id}.answer`);

function answerTo(lead: Lead, id: string): Answer | undefined {
  const text = readText(answerFile(lead, id));
  return text === undefined ? undefined : (JSON.parse(text) as Answer);
}

/** Renames a file; false if another process was first. */
function take(from: AbsolutePath, to: AbsolutePath): boolean {
  try {
    moveFile(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Variables that differ between jobs and do not matter: linters get their own working directory. */
const OF_THE_JOB = new Set(['PWD', 'OLDPWD', 'SHLVL', '_']);

function contextDigest(): string {
  const environment = Object.entries(inherited()).filter(([name]) => !OF_THE_JOB.has(name));
  const seen = [process.execPath, process.argv[1], terminalOf(1), terminalOf(2), environment];
  return sha256(JSON.stringify(seen));
}

/** The terminal's device number; 0 for a pipe or file. `node:tty` would load Node's network code. */
const terminalOf = (descriptor: number): number => attempt(() => fstatSync(descriptor).rdev) ?? 0;

/** The result of `work`; `undefined` if it fails with a system error (no space, no permission). */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
