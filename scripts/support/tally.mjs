// Runs checks one after the other, whatever became of those before, and counts them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { top } from './paths.mjs';
import { capture, show } from './run.mjs';

export class Tally {
  passed = 0;
  failed = 0;

  /** A check that passes or fails as a whole. */
  check(title, argv, options) {
    announce(title, argv);
    if (show(argv, options)) this.passed += 1;
    else this.failed += 1;
  }

  /** Tests that vitest runs, the config of which lies in `cwd`. */
  vitest(title, { cwd = top, args = [] } = {}) {
    const argv = ['vitest', 'run', ...args];
    announce(title, argv);
    const directory = mkdtempSync(join(tmpdir(), 'switchyard-test-'));
    const report = join(directory, 'report.json');
    const vitest = join(top, 'node_modules/vitest/vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const passed = show([process.execPath, vitest, ...argv.slice(1), ...reporters], { cwd });
    this.#add(passed, vitestCounts(report));
    rmSync(directory, { recursive: true });
  }

  /** Tests of a program that says at its end how many passed; `count` finds it in what it printed. */
  tests(title, argv, count, options) {
    announce(title, argv);
    const { passed, stdout, stderr } = capture(argv, options);
    process.stdout.write(stdout + stderr);
    this.#add(passed, count(stdout));
  }

  /** The last line, and the exit code. */
  finish() {
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
    if (this.failed > 0) process.exitCode = 1;
  }

  /** What failed without a failed test, or passed without any test, counts as one failure. */
  #add(succeeded, { passed, failed }) {
    this.passed += passed;
    this.failed += failed;
    if (succeeded ? passed === 0 : failed === 0) this.failed += 1;
  }
}

const announce = (title, argv) => {
  console.log(`\n› ${title}: ${argv.join(' ').replaceAll(`${top}/`, '')}`);
};

function vitestCounts(report) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    // vitest ended before it could write: that is a failure without a failed test.
    return { passed: 0, failed: 0 };
  }
}
