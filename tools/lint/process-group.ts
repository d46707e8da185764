// Ends a linter and what it started. Each linter leads a process group and a session of its own; a
// daemon that opened another session has left, and is not touched.
import { readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from '../base/errors.ts';
import { statFields } from '../base/process-identity.ts';

const POLL = 40;

/**
 * Asks the group and the rest of its session to end, and insists after `grace` milliseconds.
 * Returns when nothing of it runs any more, or a second after insisting.
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
    // EPERM: it became another user's
    if (errorCode(error) === 'ESRCH' || errorCode(error) === 'EPERM') return false;
    throw error;
  }
}

interface Member {
  readonly id: number;
  readonly group: number;
}

/** The processes of a session that are not zombies; `undefined` where there is no /proc to ask. */
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

/** None of a process that has ended meanwhile. */
function fieldsOf(id: number): string[] {
  try {
    return statFields(id);
  } catch {
    return [];
  }
}
