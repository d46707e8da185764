// The entry point of the bundle: compiles the program from V8's code cache of an earlier run of the same command, since
// compiling would be half of the start-up time. Without a cache that fits, the program is compiled from its text, which
// is a comment at the end of the bundle: V8 skips that faster than a string. A hook's job whose work another process
// does (`base/hook-run/jobs-of-run.ts`) ends here, without the program.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants, Script } from 'node:vm';
import { lstatIfExists, makePrivateDirectory, replaceScratch } from './base/files.ts';
import type { Joined, Lead } from './base/hook-run/jobs-of-run.ts';
import { absolutePath, joinPath, type AbsolutePath } from './base/paths.ts';
import {
  isPrivate,
  privateDirectoryPath,
  realPathOf,
  unsuitable,
} from './base/private-directory-path.ts';
import { remove } from './base/remove.ts';
import type { GitEnd } from './git/run-git.ts';

/** A digest of the program's text. */
declare const PROGRAM_ID: string;
/** Holds the program's text in a comment, all of it ASCII. */
declare const program: () => void;

type Program = (
  require: NodeJS.Require,
  module: { exports: { countSteps?: () => number } },
  answer: Promise<GitEnd> | undefined,
  lead: Lead | undefined,
) => void;

interface Asked {
  readonly answer?: Promise<GitEnd>;
}

const MAX_FILES = 24; // files with cached code
const ALONE: Joined = { kind: 'alone' };

const [, bundle = '', word = '', ...operands] = process.argv;
const command = /^[a-z]+$/.exec(word)?.[0]; // not an option
const privateDirectory = privateDirectoryPath();
const codeDirectory = joinPath(privateDirectory, 'code');

void begin();

/** Loads modules only when they are needed: a hook starts this process once for each service. */
async function begin(): Promise<void> {
  if (process.argv.length === 3 && command === 'publish' && (await hasNothingToPublish())) return;
  // A `lint` job without options may leave its work to the job that leads the run.
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
  const { joinRun } = await import('./base/hook-run/jobs-of-run.ts');
  try {
    const isSuitable =
      privateDirectory.startsWith('/') && unsuitable(realPathOf(privateDirectory)) === undefined;
    if (isSuitable) makePrivateDirectory(privateDirectory); // by the first job of all
    return isPrivate(privateDirectory) ? joinRun(privateDirectory, operands) : ALONE;
  } catch {
    return ALONE; // no space, no permission
  }
}

/** Whether the job that linted for all left nothing to be published. */
async function hasNothingToPublish(): Promise<boolean> {
  const { jobsDirectory } = await import('./base/hook-run/run-directory.ts');
  const { isNothingToPublish } = await import('./base/hook-run/nothing-to-publish.ts');
  try {
    const directory = isPrivate(privateDirectory) ? jobsDirectory(privateDirectory) : undefined;
    return directory !== undefined && isNothingToPublish(directory);
  } catch {
    return false; // the program reports the error
  }
}

async function startProgram(lead: Lead | undefined): Promise<void> {
  const { answer }: Asked = command === undefined ? {} : await ask();
  // No cache without a command: the configuration host has none, and in code from a cache Node's `import()` fails.
  const file = command === undefined ? undefined : joinPath(codeDirectory, nameFor(command));
  const kept = file === undefined ? undefined : keptCode(file);
  const script = new Script(programText(), {
    filename: bundle,
    ...(kept === undefined ? {} : { cachedData: kept.code }),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const known = script.cachedDataRejected === true ? undefined : kept?.steps;
  const module: Parameters<Program>[1] = { exports: {} };
  if (file !== undefined) {
    process.on('exit', () => {
      const steps = module.exports.countSteps?.() ?? 0;
      if (known === undefined || steps > known) keep(file, script, steps);
    });
  }
  (script.runInThisContext() as Program)(createRequire(bundle), module, answer, lead);
}

/** Asks git for the repository, which every command needs, while the program is being compiled. */
async function ask(): Promise<Asked> {
  const { askRepository } = await import('./git/ask-repository.ts');
  try {
    const answer = askRepository(absolutePath(process.cwd()));
    answer.catch(() => undefined); // the program reports the error
    return { answer };
  } catch {
    return {}; // the working directory does not exist any more
  }
}

/** The program's text, taken out of the comment that `scripts/build.mjs` wrote. Not copied: it is half a megabyte. */
function programText(): string {
  const text = String(program);
  return text.slice(text.indexOf('//') + 2, text.lastIndexOf('\n'));
}

function nameFor(command: string): string {
  return [PROGRAM_ID, process.version, process.arch, command].join('-');
}

interface KeptCode {
  readonly code: Buffer;
  /** How many of the command's steps had run when the code was kept: functions of others are not compiled in it. */
  readonly steps: number;
}

function keptCode(file: AbsolutePath): KeptCode | undefined {
  try {
    if (!isPrivate(privateDirectory)) return undefined;
    const content = readFileSync(file);
    return { code: content.subarray(0, -1), steps: content.readUInt8(content.length - 1) };
  } catch {
    return undefined; // none yet, or the private directory cannot be read, which the program reports
  }
}

/** Stores the code cache. Called at exit, when the functions that the command needs are compiled and included. */
function keep(file: AbsolutePath, script: Script, steps: number): void {
  try {
    if (!isPrivate(privateDirectory)) return;
    makePrivateDirectory(codeDirectory);
    replaceScratch(file, Buffer.concat([script.createCachedData(), Buffer.of(steps)]));
    removeOldest();
  } catch {
    // no space, no permission: the next run compiles again
  }
}

function removeOldest(): void {
  const files = readdirSync(codeDirectory).map((entry) => joinPath(codeDirectory, entry));
  const age = (file: AbsolutePath): number => -Number(lstatIfExists(file)?.mtimeMs ?? 0n);
  for (const file of files.sort((a, b) => age(a) - age(b)).slice(MAX_FILES)) remove(file);
}
