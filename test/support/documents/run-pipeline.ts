// Runs the steps of a CI system's file that start switchyard, as a shell of that system would: on a commit
// that no hook has seen, which they have to refuse.
import { expect } from 'vitest';
import { parse } from 'yaml';
import type { Example } from './example.ts';
import type { Block } from './read-document.ts';

interface Step {
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
}

interface Job {
  readonly script?: readonly string[];
  readonly steps?: readonly { readonly run?: string; readonly env?: Record<string, string> }[];
}

interface Pipeline extends Readonly<Record<string, unknown>> {
  readonly jobs?: Readonly<Record<string, Job>>;
  readonly steps?: readonly { readonly command: string }[];
}

const PARTS = 3;

export async function runPipeline({ text, file, place }: Block, example: Example): Promise<void> {
  const base = commitUnlinted(example);
  const all = isYaml(file) ? stepsOf(parse(text) as Pipeline, base) : [{ script: text, env: {} }];
  const steps = all.filter(({ script }) => script.includes('switchyard'));
  expect(steps, `${place}: ${file ?? ''} has no step that runs switchyard`).not.toEqual([]);
  for (const { script, env } of steps) {
    const parts = /shard/i.test(script) ? PARTS : 1;
    const printed: string[] = [];
    for (let part = 1; part <= parts; part += 1) {
      const { exitCode, stdout, stderr } = await example.shell(`${NPM}\n${script}`, {
        CI: 'true',
        ...partVariables(part),
        ...env,
      });
      expect([0, 1], `${place}: ${stdout}${stderr}`).toContain(exitCode);
      if (exitCode === 1) printed.push(stdout);
    }
    expect(printed.join(''), `${place}: ${script}`).toContain('apps/web/app/bad.tsx');
  }
}

const isYaml = (file: string | undefined): boolean => /\.ya?ml$/.test(file ?? '');

/** Commits what a linter would change. Returns where the branch left `main`. */
function commitUnlinted({ git, write }: Example): string {
  git('stash', '--quiet');
  const base = git('rev-parse', 'main').trim();
  write({ 'apps/web/app/bad.tsx': 'export {};   \n' });
  git('add', '--all');
  git('commit', '--quiet', '--no-verify', '--message', 'not linted');
  return base;
}

/** The packages are there; this is all that is left of `npm ci`. */
const NPM = 'npm() { [ "$*" = ci ]; }';

const partVariables = (part: number): Readonly<Record<string, string>> => ({
  CI_NODE_INDEX: String(part),
  CI_NODE_TOTAL: String(PARTS),
  BUILDKITE_PARALLEL_JOB: String(part - 1),
  BUILDKITE_PARALLEL_JOB_COUNT: String(PARTS),
  SHARD: `${part}/${PARTS}`,
});

function stepsOf(pipeline: Pipeline, base: string): Step[] {
  if (pipeline.jobs !== undefined) {
    const steps = Object.values(pipeline.jobs).flatMap((job) => job.steps ?? []);
    return steps.flatMap(({ run, env = {} }) =>
      run === undefined ? [] : [{ script: run, env: evaluated(env, base) }],
    );
  }
  if (pipeline.steps !== undefined) {
    return pipeline.steps.map(({ command }) => ({
      script: command.replaceAll('$$', '$'),
      env: { BUILDKITE_PULL_REQUEST_BASE_BRANCH: 'main' },
    }));
  }
  return (Object.values(pipeline) as Job[]).flatMap(({ script }) =>
    script === undefined
      ? []
      : [{ script: script.join('\n'), env: { CI_MERGE_REQUEST_DIFF_BASE_SHA: base } }],
  );
}

function evaluated(env: Readonly<Record<string, string>>, base: string): Record<string, string> {
  const known = new Map([
    ['${{ github.event.pull_request.base.sha }}', base],
    ['${{ matrix.shard }}/3', ''], // of each part: `SHARD` above
  ]);
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]): [string, string][] => {
      const given = known.get(value) ?? (value.includes('${{') ? undefined : value);
      if (given === undefined) throw new Error(`what is ${value}?`);
      return given === '' ? [] : [[name, given]];
    }),
  );
}
