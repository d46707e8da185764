// Builds the program that can be killed at each of its checkpoints, before the first crash test.
import { execFileSync } from 'node:child_process';
import { TOP } from '../support/binary.ts';
import { CRASH_DIRECTORY } from './crash-binary.ts';

export default function buildOnce(): void {
  execFileSync(process.execPath, ['scripts/build.mjs', '--crash-test', CRASH_DIRECTORY], {
    cwd: TOP,
    stdio: 'inherit',
  });
}
