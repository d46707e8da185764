// Ends a linter and the processes that it started. Each linter leads a process group and a session of its own; a daemon
// that opened another session is left alone.
import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '../base/errors.ts';
import { statFields } from '../base/process-identity.ts';

const POLL = 40; // milliseconds

/**
 * Sends SIGTERM to the leader's group and the rest of its session, and SIGKILL after `grace` milliseconds. Returns when
 * none of these processes runs any more, or a second after SIGKILL.
 */
export async function endGroup(leader: number, grace = 2_000): Promise<void> {
  if (await ended(leader, 'SIGTERM', grace)) return;
  await ended(leader, 'SIGKILL', 1_000);
}

async function ended(
  leader: number,
  signal: 'SIGTERM' | 'SIGKILL',
  within: number,
): Promise<boolean> {
  signalAll(leader, signal);
  for (let waited = 0; waited < within; waited += POLL) {
    if (!hasMembers(leader)) return true;
    await delay(POLL);
    if (signal === 'SIGKILL') signalAll(leader, signal);
  }
  return !hasMembers(leader);
}

function signalAll(leader: number, signal: NodeJS.Signals): void {
  send(-leader, signal);
  for (const { id, group } of sessionMembers(leader) ?? []) {
    if (group !== leader) send(id, signal);
  }
}

const hasMembers = (leader: number): boolean => {
  const members = sessionMembers(leader);
  return members === undefined ? send(-leader, 0) : members.length > 0;
};

function send(target: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(target, signal);
  } catch (error) {
    // EPERM: the process runs as another user now
    if (errorCode(error) === 'ESRCH' || errorCode(error) === 'EPERM') return false;
    throw error;
  }
}

interface Member {
  readonly id: number;
  readonly group: number;
}

/** The processes of a session, without zombies; `undefined` if there is no /proc. */
function sessionMembers(session: number): Member[] | undefined {
  let names: string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return undefined;
  }
  if (!names.includes('self')) return undefined;
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .flatMap((id) => {
      const [state, , group, of] = fieldsOf(id);
      return Number(of) === session && state !== 'Z' ? [{ id, group: Number(group) }] : [];
    });
}

/** The fields of a process; empty if it has ended meanwhile. */
function fieldsOf(id: number): string[] {
  try {
    return statFields(id);
  } catch {
    return [];
  }
}
