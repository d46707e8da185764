// Configuration programs in a host that is built for the test file, and calls of their functions.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { absolutePath } from '../../../tools/base/paths.ts';
import {
  FunctionFailure,
  type FunctionCall,
  type Task,
} from '../../../tools/base/model/service.ts';
import type { Configuration } from '../../../tools/config/read-configuration.ts';
import { buildHost, configurationOf } from './repository-files.ts';

let built: string;

/** The argv that starts the host; filled before the first test. */
export const hostProgram: string[] = [];

beforeAll(async () => {
  built = mkdtempSync(join(tmpdir(), 'switchyard-host-'));
  hostProgram.push(...(await buildHost(built)));
});

afterAll(() => {
  rmSync(built, { recursive: true });
});

/** The configuration of `a`, which is this program. */
export const programOf = (
  content: string,
  name = 'lint-staged.config.mjs',
): Promise<Configuration> =>
  configurationOf({ [`a/${name}`]: content }, ['a/x.js'], { hostProgram });

export const tasksOf = ({ services }: Configuration): Task[] =>
  services.flatMap(({ patterns }) => patterns.flatMap(({ tasks }) => tasks));

/** Calls the configuration's only task, which is a function. */
export async function call(
  configuration: Configuration,
  given: Partial<FunctionCall> = {},
): Promise<string[]> {
  const [task] = tasksOf(configuration);
  const directory = given.directory ?? absolutePath(tmpdir());
  const complete = { directory, files: [], signal: new AbortController().signal, ...given };
  if (task?.kind === 'function') return task.commands(complete);
  if (task?.kind !== 'titled') throw new Error('This is no function.');
  await task.run(complete);
  return [];
}

/** How a call fails. */
export async function callFailure(promise: Promise<unknown>): Promise<FunctionFailure> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  if (error instanceof FunctionFailure) return error;
  throw new Error(`Expected a function to fail, got ${String(error)}.`, { cause: error });
}
