// Starts programs for the scripts: argv, never a shell.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a script says when it cannot go on: a reason, and the command that the user is to type. */
export class Stop extends Error {}

/** Runs a program without input. Its output is returned, nothing of it is shown. */
export function capture([program, ...args], { cwd, env = process.env } = {}) {
  const { status, error, output } = spawnSync(program, args, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  });
  const [, stdout, stderr] = output ?? [];
  return { passed: status === 0, stdout: stdout ?? '', stderr: stderr ?? error?.message ?? '' };
}

/** Runs a program whose output is shown only if it fails: then the script stops. */
export function must(argv, { cwd, env, otherwise } = {}) {
  const { passed, stdout, stderr } = capture(argv, { cwd, env });
  if (passed) return stdout;
  process.stderr.write(stdout + stderr);
  throw new Stop(otherwise ?? `\`${argv.join(' ')}\` failed`);
}

/** Runs a program whose output the user sees as it comes. Whether it passed. */
export function show([program, ...args], { cwd, env = process.env } = {}) {
  const { status, error } = spawnSync(program, args, {
    cwd,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error !== undefined) console.error(error.message);
  return status === 0;
}

/** Whether a program of this name is on PATH. */
export function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((directory) => {
    const file = join(directory, program);
    try {
      accessSync(file, constants.X_OK);
      return statSync(file).isFile();
    } catch {
      return false;
    }
  });
}

/** Runs a script's work; a `Stop` ends it with one line instead of a stack. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
