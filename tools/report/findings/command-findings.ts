// Reads the findings of one command from its output.
import { resolve } from 'node:path';
import type { Finding } from '../../base/model/finding.ts';
import type { CommandResult, CommandStatus, Reporter } from '../../base/model/lint-result.ts';
import { repoPath, type RepoPath } from '../../base/paths.ts';
import { serviceName, type Service } from '../../base/model/service.ts';
import { cleanOutput } from '../clean-output.ts';
import { linterOutput } from '../linter-output.ts';
import { snapshotRoots, type PathContext } from '../shown-path.ts';
import { readEslint, readRubocop, readRuff, readShellcheck, readStylelint } from './read-json.ts';
import { readCommon, readGithub, readPrettier, readTsc } from './read-lines.ts';
import type { RawFinding } from './raw-finding.ts';

export interface CommandFindings {
  readonly findings: readonly Finding[];
  /** Whether the whole output could be read as findings. */
  readonly complete: boolean;
}

/** `paths` are the linted paths of the service. A failed command has at least one finding. */
export function commandFindings(
  service: Service,
  result: CommandResult,
  paths: ReadonlySet<RepoPath>,
  pathContext: PathContext,
): CommandFindings {
  const { reporter, status, command } = result;
  const output = cleanOutput(result.output, false);
  const pathOf = locate(service, pathContext);
  const isFile = (name: string): boolean => {
    const path = pathOf(name);
    return path !== undefined && paths.has(path);
  };
  const reader = reporter === undefined ? undefined : READERS[reporter];
  const parsed = reader?.(result.output.toString());
  const read = parsed ?? readText(result, output, isFile);
  const findings = read.map(({ file, ...rest }): Finding => {
    const path = file === undefined ? undefined : pathOf(file);
    const tool = reporter ?? command;
    return { service: serviceName(service), ...(path !== undefined && { path }), tool, ...rest };
  });
  if (status.kind === 'passed') return { findings, complete: true };
  const complete = parsed !== undefined;
  if (findings.some(({ severity }) => severity === 'error')) return { findings, complete };
  // With only warnings, these are why it failed, as with `--max-warnings 0`.
  if (complete && findings.length > 0) return { findings: findings.map(asError), complete };
  const linted = { directory: service.directory, paths: [...paths] };
  const shown = linterOutput(result.output, pathContext, linted, false);
  const message = [describe(status), shown].filter((part) => part !== '').join('\n');
  const failure = { service: serviceName(service), severity: 'error', tool: command } as const;
  return { findings: [...findings, { ...failure, message }], complete: false };
}

const asError = (finding: Finding): Finding => ({ ...finding, severity: 'error' });

const READERS: Partial<Record<Reporter, (output: string) => RawFinding[] | undefined>> = {
  eslint: readEslint,
  stylelint: readStylelint,
  oxlint: readGithub,
  biome: readGithub,
  rubocop: readRubocop,
  ruff: readRuff,
  shellcheck: readShellcheck,
};

function readText(
  { reporter, status }: CommandResult,
  output: string,
  isFile: (name: string) => boolean,
): RawFinding[] {
  if (reporter === 'tsc') return readTsc(output);
  if (reporter === 'prettier') return readPrettier(output, isFile);
  return status.kind === 'passed' ? [] : readCommon(output, isFile);
}

/** Returns a function from a file name that a linter printed to the path in the repository, if it is one. */
function locate(
  { directory }: Service,
  pathContext: PathContext,
): (name: string) => RepoPath | undefined {
  const roots = snapshotRoots(pathContext);
  const [snapshotRoot] = roots;
  if (snapshotRoot === undefined) return () => undefined;
  return (name) => {
    const absolute = resolve(snapshotRoot, directory, name);
    const root = roots.find((top) => absolute.startsWith(`${top}/`));
    return root === undefined ? undefined : repoPath(absolute.slice(root.length + 1));
  };
}

function describe(status: CommandStatus): string {
  switch (status.kind) {
    case 'passed':
      return '';
    case 'failed':
      return `It ended with exit code ${status.exitCode}.`;
    case 'killed':
      return `It was ended by ${status.signal}.`;
    case 'timed-out':
      return `It did not finish within ${status.seconds} s.`;
    case 'not-found':
      return `${status.program} was not found.`;
    case 'broken':
      return status.message;
  }
}
