import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { BINARY, TOP } from '../support/binary.ts';
import { gitOutput, start } from '../support/sandbox.ts';
import { scenario } from '../support/scenario.ts';

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
}

const workflow = parse(readFileSync(join(TOP, '.github/workflows/ci.yml'), 'utf8')) as Workflow;

/** The step of a job that runs switchyard, as the runner's shell gets it. */
function stepOf(job: string): string {
  const runs = workflow.jobs[job]?.steps.flatMap(({ run }) => run ?? []) ?? [];
  const step = runs.find((run) => run.includes('switchyard check'));
  if (step === undefined) throw new Error(`${job} has no step with switchyard check`);
  return step;
}

/** A clone of a repository whose last commit was made without the hook. */
function cloneWithBadCommit() {
  const repo = scenario({
    head: { 'apps/web/a.txt': 'A\n' },
    services: { 'apps/web': { '*.txt': 'upper' }, 'apps/core': { '*.txt': 'fail' } },
  });
  const base = repo.git('rev-parse', 'HEAD').trim();
  repo.write({ 'apps/web/a.txt': 'A\nbad\n', 'apps/core/b.txt': 'b\n' });
  repo.git('add', '-A');
  repo.git('commit', '-q', '--no-verify', '-m', 'bad');
  const directory = join(repo.directory, '../clone');
  const options = { cwd: repo.directory, env: repo.environment };
  gitOutput(['clone', '-q', `file://${repo.directory}`, directory], options);
  mkdirSync(join(directory, 'node_modules/.bin'), { recursive: true });
  for (const name of ['upper', 'fail']) {
    const program = join(repo.directory, 'node_modules/.bin', name);
    symlinkSync(program, join(directory, 'node_modules/.bin', name));
  }
  symlinkSync(BINARY, join(directory, 'node_modules/.bin/switchyard'));
  const summary = join(repo.directory, '../summary.md');
  const run = (script: string, env: Readonly<Record<string, string>>) =>
    start('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', script], {
      cwd: directory,
      env: {
        ...repo.environment,
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_STEP_SUMMARY: summary,
        npm_config_update_notifier: 'false',
        ...env,
      },
    }).ended;
  return { base, directory, run, summary };
}

const ANNOTATIONS = [
  '::error file=apps/core/b.txt,line=1,col=1,title=apps/core%3A fail::not good',
  '::error file=apps/web/a.txt,line=2,endLine=2,title=apps/web%3A switchyard would-change::The linters would change this:%0A-bad%0A+BAD',
];

const annotationsIn = (log: string): string[] =>
  log.split('\n').filter((line) => line.startsWith('::error'));

test('the step for pull requests fails on a bad commit, with annotations, a summary and a patch', async () => {
  const { base, directory, run, summary } = cloneWithBadCommit();
  const { exitCode, stdout } = await run(stepOf('check'), { BASE: base });
  expect(exitCode).toBe(1);
  expect(annotationsIn(stdout)).toEqual(ANNOTATIONS);
  expect(readFileSync(summary, 'utf8')).toContain('| error | apps/web/a.txt:2 |');
  expect(readFileSync(join(directory, 'fixes.patch'), 'utf8')).toContain('\n-bad\n+BAD\n');
});

test('the steps for the main branch together find the same', async () => {
  const { run } = cloneWithBadCommit();
  const found: string[] = [];
  for (const shard of ['1/3', '2/3', '3/3']) {
    const { stdout } = await run(stepOf('check-all'), { SHARD: shard });
    found.push(...annotationsIn(stdout));
  }
  expect(found.sort()).toEqual(ANNOTATIONS);
});

test('no other step starts switchyard', () => {
  const starting = Object.entries(workflow.jobs).flatMap(([job, { steps }]) =>
    steps.flatMap(({ run }) => (run?.includes('switchyard ') === true ? [job] : [])),
  );
  expect(starting).toEqual(['check', 'check-all']);
});
