// The configuration host, seen from its parent: a process without terminal in which configuration programs run. Starts
// it, sends it requests, and ends it with all that it has started. Its output is part of its answers.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { forLinters } from '../base/environment.ts';
import { messageOf } from '../base/errors.ts';
import type { AbsolutePath } from '../base/paths.ts';
import type { Reply, Request } from './host-messages.ts';

export interface Answer {
  readonly reply: Reply;
  /** The output of the process during the request. */
  readonly output: Buffer;
}

export type HostRequest = Request extends infer One
  ? One extends Request
    ? Omit<One, 'marker'>
    : never
  : never;

export interface ConfigurationHost {
  /**
   * Sends a request; one at a time. If the process ends before it answers, the reply is a failure. On `signal` the
   * process is ended, and this rejects with the signal's reason.
   */
  readonly ask: (request: HostRequest, signal: AbortSignal) => Promise<Answer>;
  readonly isAlive: () => boolean;
  readonly end: () => void;
}

/** Starts `program` (an argv) in `directory`. A program that cannot be started fails when asked. */
export function startHost(program: readonly string[], directory: AbsolutePath): ConfigurationHost {
  const [file = '', ...args] = program;
  const child = spawn(file, args, {
    cwd: directory,
    env: forLinters(),
    detached: true, // a group of its own, to end what functions start
    stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
  });
  let ended: string | undefined;
  child.on('error', (error) => {
    ended ??= messageOf(error);
  });
  child.on('exit', (code, signal) => {
    ended ??= signal ?? `exit code ${code ?? 0}`;
  });
  for (const stream of child.stdio) stream?.on('error', () => undefined);
  child.stdout?.resume();
  child.stderr?.resume();

  const end = (): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  };
  return {
    ask: (request, signal) => ask(child, () => ended, end, request, signal),
    isAlive: () => ended === undefined,
    end,
  };
}

function ask(
  child: ChildProcess,
  ended: () => string | undefined,
  end: () => void,
  request: HostRequest,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const marker = `\u0000${randomBytes(16).toString('hex')}\u0000`;
    const written = collect(child, marker);
    let reply: Reply | undefined;
    const stop = (): void => {
      child.off('message', onMessage).off('close', onClose).off('error', onClose);
      signal.removeEventListener('abort', onAbort);
      written.stop();
    };
    const answer = (given: Reply): void => {
      stop();
      resolve({ reply: given, output: written.output() });
    };
    const onMessage = (message: Reply): void => {
      reply = message;
      void written.whenMarked.then(() => {
        answer(message);
      });
    };
    const onClose = (): void => {
      const message = `its process ended (${ended() ?? 'for no known reason'}) before it answered`;
      answer(reply ?? { kind: 'failed', message, code: undefined, location: undefined });
    };
    const onAbort = (): void => {
      stop();
      end();
      reject(signal.reason as Error);
    };
    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener('abort', onAbort, { once: true });
    child.on('message', onMessage).on('close', onClose).on('error', onClose);
    if (ended() === undefined) child.send({ ...request, marker }, () => undefined);
    else onClose();
  });
}

interface Collected {
  /** Resolves when stdout and stderr have both delivered the marker, and so all that was written before it. */
  readonly whenMarked: Promise<unknown>;
  readonly output: () => Buffer;
  readonly stop: () => void;
}

function collect(child: ChildProcess, marker: string): Collected {
  const chunks: Buffer[] = [];
  const stops: (() => void)[] = [];
  const marked = [child.stdout, child.stderr].map((stream) => {
    let tail = '';
    return new Promise<void>((resolve) => {
      const onData = (chunk: Buffer): void => {
        chunks.push(chunk);
        tail = (tail + chunk.toString('latin1')).slice(-(marker.length + chunk.length));
        if (tail.includes(marker)) resolve();
      };
      stream?.on('data', onData);
      stops.push(() => stream?.off('data', onData).resume());
    });
  });
  return {
    whenMarked: Promise.all(marked),
    output: () => {
      const text = Buffer.concat(chunks).toString('latin1').replaceAll(marker, '');
      return Buffer.from(text, 'latin1');
    },
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
