// Imports a configuration program in a configuration host, and calls its functions there. Each call has a host for
// itself while it lasts, so that output and termination concern only that call.
import { dirname } from 'node:path';
import { Failure } from '../base/errors.ts';
import type { AbsolutePath, RepoPath } from '../base/paths.ts';
import { FunctionFailure, type FunctionCall } from '../base/model/service.ts';
import { startHost, type Answer, type ConfigurationHost } from './configuration-host.ts';
import { ConfiguredFunction, type CallResult } from './configured-function.ts';
import type { Reply } from './host-messages.ts';
import { valueOf, type Shape } from './shape.ts';

export interface ConfigurationProgram {
  readonly path: RepoPath;
  /** The file to import. */
  readonly file: AbsolutePath;
  /** The argv that starts a host. */
  readonly hostProgram: readonly string[];
  readonly signal: AbortSignal;
}

export interface ImportedConfiguration {
  /** The default export, with a `ConfiguredFunction` for each function. */
  readonly value: unknown;
  /** Ends its configuration hosts. */
  readonly close: () => void;
}

/** Imports the program. Fails with `usage` if it cannot be imported. */
export async function importConfiguration(
  program: ConfigurationProgram,
): Promise<ImportedConfiguration> {
  const hosts = new Set<ConfigurationHost>();
  const idle: ConfigurationHost[] = [];
  const close = (): void => {
    for (const host of hosts) host.end();
  };

  const open = async (): Promise<{ host: ConfigurationHost; exported: Shape }> => {
    const host = startHost(program.hostProgram, dirname(program.file) as AbsolutePath);
    hosts.add(host);
    const { reply, output } = await askToLoad(host, program);
    if (reply.kind === 'failed') throw importFailure(program, reply, output);
    return { host, exported: reply.value };
  };

  const call = async (at: readonly string[], given: FunctionCall): Promise<CallResult> => {
    const host = idle.pop() ?? (await open()).host;
    const { directory, files, signal } = given;
    const { reply, output } = await host.ask({ kind: 'call', at, directory, files }, signal);
    if (host.isAlive()) idle.push(host);
    if (reply.kind === 'failed') throw new FunctionFailure(failureText(program, reply), output);
    return { value: valueOf(reply.value, unbound), output };
  };

  try {
    const { host, exported } = await open();
    idle.push(host);
    const value = valueOf(
      exported,
      (at, name) => new ConfiguredFunction(name, (given) => call(at, given)),
    );
    return { value, close };
  } catch (error) {
    close();
    throw error;
  }
}

const LOAD_TIMEOUT_MS = 60_000;

async function askToLoad(host: ConfigurationHost, program: ConfigurationProgram): Promise<Answer> {
  const timeout = AbortSignal.timeout(LOAD_TIMEOUT_MS);
  const signal = AbortSignal.any([program.signal, timeout]);
  try {
    return await host.ask({ kind: 'load', file: program.file }, signal);
  } catch (error) {
    if (error !== timeout.reason) throw error;
    throw new Failure('usage', `${program.path} could not be imported.`, {
      why: `It had not finished after ${LOAD_TIMEOUT_MS / 1000} seconds.`,
    });
  }
}

/** Stands for a function that a function returned; it cannot be called. */
const unbound = (_at: readonly string[], name: string): ConfiguredFunction =>
  new ConfiguredFunction(name, () =>
    Promise.reject(new FunctionFailure('A returned function cannot be called.', Buffer.alloc(0))),
  );

type FailedReply = Extract<Reply, { kind: 'failed' }>;

function importFailure(program: ConfigurationProgram, reply: FailedReply, output: Buffer): Failure {
  const what = `${program.path} could not be imported.`;
  if (reply.code === 'ERR_UNKNOWN_FILE_EXTENSION' && /\.[cm]?ts\b/.test(reply.message)) {
    return new Failure('usage', what, {
      why: `Node ${process.versions.node} does not load TypeScript.`,
      next: `Rename it to ${program.path.replace(/ts$/, 'js').replace(/\.js$/, '.mjs')} (without types), or use Node 22.18 or newer.`,
    });
  }
  const why = [failureText(program, reply), output.toString().trim()].filter(Boolean).join('\n');
  return new Failure('usage', what, {
    why,
    ...(reply.message.startsWith('SyntaxError') && reply.location === undefined
      ? { next: `\`node --check ${program.path}\` shows where.` }
      : {}),
  });
}

/** Message and location, with repo-relative paths. */
function failureText(program: ConfigurationProgram, reply: FailedReply): string {
  const text =
    reply.location === undefined ? reply.message : `${reply.message} (${reply.location})`;
  const top = program.file.endsWith(`/${program.path}`)
    ? program.file.slice(0, -program.path.length)
    : `${dirname(program.file)}/`;
  return text.replaceAll(top, '');
}
