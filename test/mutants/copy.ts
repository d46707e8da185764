// A copy of this repository, as it is in the working tree, in which a mutant can do no harm.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TOP } from '../support/binary.ts';
import type { Mutant } from './mutant.ts';

export interface Copy {
  /** Runs test files with the code as it is, or with a mutant in it; returns those that failed. */
  readonly failing: (tests: readonly string[], mutant?: Mutant) => string[];
  readonly remove: () => void;
}

export function copyRepository(): Copy {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'mutants-')));
  const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const names = execFileSync('git', listing, { cwd: TOP, encoding: 'utf8' }).split('\0');
  for (const name of names) {
    if (name !== '' && existsSync(join(TOP, name))) {
      cpSync(join(TOP, name), join(top, name), { verbatimSymlinks: true });
    }
  }
  symlinkSync(join(TOP, 'node_modules'), join(top, 'node_modules'));
  return {
    failing: (tests, mutant) => {
      if (mutant === undefined) return failingFiles(top, tests);
      const file = join(top, mutant.file);
      const before = readFileSync(file, 'utf8');
      writeFileSync(file, mutated(before, mutant));
      try {
        return failingFiles(top, tests);
      } finally {
        writeFileSync(file, before);
      }
    },
    remove: () => {
      rmSync(top, { recursive: true, force: true });
    },
  };
}

/** How often the mutant's text stands in `text`. */
export const occurrences = (text: string, { find }: Mutant): number => text.split(find).length - 1;

function mutated(text: string, mutant: Mutant): string {
  if (occurrences(text, mutant) !== 1) throw new Error(`${mutant.file}: not once: ${mutant.find}`);
  return text.replace(mutant.find, () => mutant.replace);
}

const CRASH = 'test/crash/';

function failingFiles(top: string, tests: readonly string[]): string[] {
  const crash = tests.filter((test) => test.startsWith(CRASH));
  const others = tests.filter((test) => !test.startsWith(CRASH));
  return [
    ...(others.length === 0 ? [] : runVitest(top, others)),
    ...(crash.length === 0
      ? []
      : runVitest(top, ['--config', `${CRASH}vitest.config.ts`, ...crash])),
  ];
}

/** Of a vitest report. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** The files in which a test failed; a file that cannot be run at all is an error of the mutant's. */
function runVitest(top: string, words: readonly string[]): string[] {
  const report = join(top, 'report.json');
  rmSync(report, { force: true });
  const vitest = join(top, 'node_modules/vitest/vitest.mjs');
  const reporting = ['--reporter=json', `--outputFile=${report}`];
  const { stdout, stderr } = spawnSync(process.execPath, [vitest, 'run', ...words, ...reporting], {
    cwd: top,
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (!existsSync(report)) throw new Error(`vitest did not come to an end:\n${stdout}${stderr}`);
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const broken = testResults.find(({ assertionResults }) => assertionResults.length === 0);
  if (broken !== undefined) throw new Error(`${broken.name} has no tests:\n${stdout}${stderr}`);
  return testResults
    .filter(({ assertionResults }) => assertionResults.some(({ status }) => status === 'failed'))
    .map(({ name }) => name.slice(top.length + 1));
}
