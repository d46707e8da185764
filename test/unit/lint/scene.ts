// A place to lint in: two trees in a fresh directory, and tiny real programs in one of them.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type {
  CommandResult,
  CommandStatus,
  LintResult,
} from '../../../tools/base/model/lint-result.ts';
import { fsPath } from '../../../tools/base/names.ts';
import type { Progress } from '../../../tools/base/model/outcome.ts';
import { absolutePath, type AbsolutePath } from '../../../tools/base/paths.ts';
import type { ServicePlan } from '../../../tools/base/model/plan.ts';
import { lint, type LintOptions } from '../../../tools/lint/lint.ts';

/** Gone when the test has finished. */
export function temporaryDirectory(): AbsolutePath {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'lint-')));
  onTestFinished(() => {
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  });
  return absolutePath(directory);
}

export function write(path: string, content: string): void {
  mkdirSync(fsPath(dirname(path)), { recursive: true });
  writeFileSync(fsPath(path), content);
}

/** An executable `sh` script. */
export function writeProgram(path: string, script: string): AbsolutePath {
  write(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return absolutePath(path);
}

export interface Scene {
  readonly top: AbsolutePath;
  readonly root: AbsolutePath;
  /** Outside of both trees, for programs to leave notes in. */
  readonly notes: AbsolutePath;
  /** Gives the service in this directory a linter in its `node_modules/.bin`. */
  readonly linter: (directory: string, name: string, script: string) => void;
  readonly lint: (
    plans: readonly ServicePlan[],
    options?: Partial<LintOptions>,
  ) => Promise<LintResult[]>;
  readonly note: (name: string) => string;
  readonly progress: readonly Progress[];
}

export function scene(): Scene {
  const base = temporaryDirectory();
  const [top, root, notes] = ['top', 'root', 'notes'].map((name) => {
    mkdirSync(join(base, name));
    return absolutePath(join(base, name));
  }) as [AbsolutePath, AbsolutePath, AbsolutePath];
  const progress: Progress[] = [];
  return {
    top,
    root,
    notes,
    progress,
    linter: (directory, name, script) => {
      writeProgram(join(root, directory, 'node_modules/.bin', name), `NOTES='${notes}'\n${script}`);
    },
    lint: (plans, options = {}) => {
      for (const { service, paths } of plans) {
        mkdirSync(fsPath(join(root, service.directory)), { recursive: true });
        for (const path of paths.map((one) => join(root, one))) {
          if (!existsSync(fsPath(path))) write(path, '');
        }
      }
      return lint(plans, {
        top,
        root,
        colour: false,
        signal: new AbortController().signal,
        onProgress: (one) => progress.push(one),
        ...options,
      });
    },
    note: (name) => readFileSync(join(notes, name), 'utf8'),
  };
}

export const commandsOf = (results: readonly LintResult[]): CommandResult[] =>
  results.flatMap(({ commands }) => commands);

export const statusesOf = (results: readonly LintResult[]): CommandStatus['kind'][] =>
  commandsOf(results).map(({ status }) => status.kind);

export const outputOf = (results: readonly LintResult[]): string =>
  Buffer.concat(commandsOf(results).map(({ output }) => output)).toString();

/** Waits until `condition` holds; fails after 20 s. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('this did not come about in 20 s');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
