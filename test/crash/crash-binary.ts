// The bundle with checkpoints. What the environment says decides at which one it is killed.
import { join } from 'node:path';
import { TOP } from '../support/binary.ts';

export const CRASH_DIRECTORY = join(TOP, 'dist/crash');
export const CRASH_BINARY = join(CRASH_DIRECTORY, 'switchyard.js');

/** Lists the checkpoints that a process passes in this file. */
export const LISTED_IN = 'SWITCHYARD_CHECKPOINTS';
/** The number, from 1, of the checkpoint at which a process is killed. */
export const KILLED_AT = 'SWITCHYARD_KILL_AT';
/** With it, the whole process group is. */
export const AS_A_GROUP = 'SWITCHYARD_KILL_GROUP';
/** By this signal, not by SIGKILL. */
export const KILLED_BY = 'SWITCHYARD_KILL_BY';
