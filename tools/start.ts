// Where the bundle begins: compiles the program with the help of what V8 kept of an earlier run of the same
// command, as half of the start-up would be compiling. Where nothing is kept, or it does not fit, the
// program is compiled anew. Its text stands at the end of the bundle, in a comment: V8 skips that faster
// than a string.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, Script } from 'node:vm';
import { inspect, makePrivateDirectory, replaceScratch } from './base/files.ts';
import type { Joined, Lead } from './base/jobs-of-run.ts';
import { absolutePath, below, type AbsolutePath } from './base/paths.ts';
import { isPrivate, privatePlace } from './base/private-place.ts';
import { remove } from './base/remove.ts';
import type { GitEnd } from './git/run-git.ts';

/** Differs as soon as the program's text does. */
declare const PROGRAM_ID: string;
/** Holds the program's text in a comment, all of it ASCII. */
declare const program: () => void;

type Program = (
  require: NodeJS.Require,
  answer: Promise<GitEnd> | undefined,
  lead: Lead | undefined,
) => void;

interface Asked {
  readonly answer?: Promise<GitEnd>;
}

const KEPT_AT_MOST = 24;
const ALONE: Joined = { kind: 'alone' };

const [, bundle = '', word = '', ...operands] = process.argv;
const command = /^[a-z]+$/.exec(word)?.[0]; // not an option
const place = privatePlace();
const directory = below(place, 'code');

void begin();

/** What is not needed on the way is not loaded: the jobs of a hook start Node for each service. */
async function begin(): Promise<void> {
  if (process.argv.length === 3 && command === 'publish' && (await hasNothingToPublish())) return;
  // A job of a hook without options may leave its work to another.
  const isJob = command === 'lint' && !operands.some((operand) => operand.startsWith('-'));
  const joined = isJob ? await join() : ALONE;
  if (joined.kind === 'answered') {
    const { openTerminal } = await import('./report/terminal.ts');
    openTerminal().print(joined.answer.text);
    process.exitCode = joined.answer.exitCode;
  } else {
    await startProgram(joined.kind === 'leads' ? joined.lead : undefined);
  }
}

async function join(): Promise<Joined> {
  const { joinRun } = await import('./base/jobs-of-run.ts');
  try {
    if (place.startsWith('/')) makePrivateDirectory(place); // by the first job of all
    return isPrivate(place) ? joinRun(place, operands) : ALONE;
  } catch {
    return ALONE; // no room, or no right
  }
}

/** Whether the job that linted for all left nothing to be published. */
async function hasNothingToPublish(): Promise<boolean> {
  const { jobsDirectory } = await import('./base/jobs-of-run.ts');
  const { isNothingToPublish } = await import('./base/nothing-to-publish.ts');
  try {
    const directory = isPrivate(place) ? jobsDirectory(place) : undefined;
    return directory !== undefined && isNothingToPublish(directory);
  } catch {
    return false; // it is the program that says so
  }
}

async function startProgram(lead: Lead | undefined): Promise<void> {
  const { answer }: Asked = command === undefined ? {} : await ask();
  // None without a command: the process that imports configurations has none, and from code that V8 kept
  // Node imports nothing.
  const file = command === undefined ? undefined : below(directory, nameFor(command));
  const kept = file === undefined ? undefined : keptCode(file);
  const script = new Script(programText(), {
    filename: bundle,
    ...(kept === undefined ? {} : { cachedData: kept }),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (file !== undefined && (kept === undefined || script.cachedDataRejected === true)) {
    process.on('exit', () => {
      keep(file, script);
    });
  }
  (script.runInThisContext() as Program)(createRequire(bundle), answer, lead);
}

/** Every command needs the answer; git finds it while the program is being compiled. */
async function ask(): Promise<Asked> {
  const { askRepository } = await import('./git/ask-repository.ts');
  try {
    const answer = askRepository(absolutePath(process.cwd()));
    answer.catch(() => undefined); // it is the program that says so
    return { answer };
  } catch {
    return {}; // the directory is gone
  }
}

/** A `Program`, as `scripts/build.mjs` wrote it. */
function programText(): string {
  const text = String(program);
  return text.slice(text.indexOf('\n') + 1, text.lastIndexOf('*/')).replaceAll('*\x01', '*/');
}

function nameFor(command: string): string {
  return [PROGRAM_ID, process.version, process.arch, command].join('-');
}

function keptCode(file: AbsolutePath): Buffer | undefined {
  try {
    return isPrivate(place) ? readFileSync(file) : undefined;
  } catch {
    return undefined; // none yet, or a place that cannot be looked at: it is the program that says so
  }
}

/** By now the functions that the command needs are compiled, and are kept too. */
function keep(file: AbsolutePath, script: Script): void {
  try {
    if (!isPrivate(place)) return;
    makePrivateDirectory(directory);
    replaceScratch(file, script.createCachedData());
    removeOldest();
  } catch {
    // no room, or no right: the next run compiles again
  }
}

function removeOldest(): void {
  const files = readdirSync(directory).map((entry) => below(directory, entry));
  const age = (file: AbsolutePath): number => -Number(inspect(file)?.mtimeMs ?? 0n);
  for (const file of files.sort((a, b) => age(a) - age(b)).slice(KEPT_AT_MOST)) remove(file);
}
