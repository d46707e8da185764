// Builds the program before the first scenario of a test run.
import { execFileSync } from 'node:child_process';
import { TOP } from './binary.ts';

export default function buildOnce(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: TOP, stdio: 'inherit' });
}
