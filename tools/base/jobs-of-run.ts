// The jobs of one hook run are processes that start at the same time. The first of them leads: it does the work of
// the others that ask in time, which then only start, wait and print. One whose leader does not answer does
// its work itself.
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { isatty } from 'node:tty';
import { inherited, variable } from './environment.ts';
import { errorCode } from './errors.ts';
import { inspect, makePrivateDirectory, moveFile, replaceScratch, writeScratch } from './files.ts';
import { tryLock } from './lock.ts';
import { below, type AbsolutePath } from './paths.ts';
import { readText } from './read-text.ts';
import { remove } from './remove.ts';
import { forgetOtherRuns, runDirectory } from './run-directory.ts';

/** What a job prints and ends with. */
export interface Answer {
  readonly text: string;
  readonly exitCode: number;
}

export interface Job {
  readonly id: string;
  /** As the command line names them. */
  readonly services: readonly string[];
}

/** Of the run that the environment names: where its jobs find each other. */
export interface Lead {
  readonly directory: AbsolutePath;
  /** Equal for jobs whose linters find the same around them. */
  readonly of: string;
}

export type Joined =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'leads'; readonly lead: Lead }
  | { readonly kind: 'alone' };

/**
 * Joins the run as the job of these services, in `place`, a private directory that exists. Blocks while a leader does
 * the work.
 */
export function joinRun(place: AbsolutePath, services: readonly string[]): Joined {
  const directory = jobsDirectory(place);
  if (directory === undefined) return { kind: 'alone' };
  const lead = { directory, of: surroundings() };
  makePrivateDirectory(lead.directory);
  if (takeLead(lead)) {
    forgetOtherRuns(lead.directory);
    return { kind: 'leads', lead };
  }
  const id = String(process.pid);
  const asked = below(lead.directory, `${id}.asked`);
  remove(answerFile(lead, id)); // to another process of this number
  replaceScratch(asked, JSON.stringify({ of: lead.of, services }));
  for (let pause = 4; ; pause = Math.min(pause * 1.1, 20)) {
    const leads = takeLead(lead); // before the last look for an answer: none comes after it
    const answer = answerTo(lead, id);
    if (answer !== undefined) return { kind: 'answered', answer };
    if (leads) {
      remove(asked);
      return { kind: 'leads', lead };
    }
    const isLate = inspect(below(lead.directory, CLOSED)) !== undefined;
    if (isLate && take(asked, `${asked}.withdrawn` as AbsolutePath)) return { kind: 'alone' };
    sleep(pause);
  }
}

/** Where in the private `place` the jobs of the run that the environment names find each other, if it names one. */
export function jobsDirectory(place: AbsolutePath): AbsolutePath | undefined {
  const run = variable('SWITCHYARD_RUN') ?? '';
  return /^[\w-]+$/.test(run) ? runDirectory(place, run) : undefined;
}

/** The jobs that asked since the last call, whose work is the leader's. */
export function takeJobs(lead: Lead): Job[] {
  return attempt(() => takeAsked(lead)) ?? [];
}

/** The last of them; those that ask from now on do it themselves. */
export function takeLastJobs(lead: Lead): Job[] {
  attempt(() => {
    writeScratch(below(lead.directory, CLOSED), '', 'w');
  });
  return takeJobs(lead);
}

/** A job that gets no answer does its work itself. */
export function answerJob(lead: Lead, { id }: Job, answer: Answer): void {
  attempt(() => {
    replaceScratch(answerFile(lead, id), JSON.stringify(answer));
  });
}

function takeAsked({ directory, of }: Lead): Job[] {
  const asked = readdirSync(directory).filter((name) => name.endsWith('.asked'));
  return asked.flatMap((name) => {
    const path = below(directory, name);
    const text = readText(path);
    if (text === undefined) return [];
    const job = JSON.parse(text) as { readonly of: string; readonly services: string[] };
    if (job.of !== of || !take(path, `${path}.taken` as AbsolutePath)) return [];
    return [{ id: name.slice(0, -'.asked'.length), services: job.services }];
  });
}

const CLOSED = 'closed';

/** A dead leader's lead is free. */
function takeLead({ directory }: Lead): boolean {
  if (!tryLock(below(directory, 'leader'))) return false;
  remove(below(directory, CLOSED));
  return true;
}

const answerFile = ({ directory }: Lead, id: string): AbsolutePath =>
  below(directory, `${id}.answer`);

function answerTo(lead: Lead, id: string): Answer | undefined {
  const text = readText(answerFile(lead, id));
  return text === undefined ? undefined : (JSON.parse(text) as Answer);
}

/** Of two processes that move it, one does. */
function take(from: AbsolutePath, to: AbsolutePath): boolean {
  try {
    moveFile(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Where the hook runner starts the job; linters get their own. */
const OF_THE_JOB = new Set(['PWD', 'OLDPWD', 'SHLVL', '_']);

function surroundings(): string {
  const environment = Object.entries(inherited()).filter(([name]) => !OF_THE_JOB.has(name));
  const seen = [process.execPath, process.argv[1], isatty(1), isatty(2), environment];
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex');
}

/** What comes of it, if there is room and it may be done. */
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
