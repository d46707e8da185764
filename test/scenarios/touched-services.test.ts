import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { TOP } from '../support/binary.ts';
import { openSandbox } from '../support/sandbox.ts';

const ALL = ['.', 'packages/ui', 'apps/web', 'apps/core', 'apps/ai-gateway'];

/** What `.ci/touched-services` says of these paths. */
function touchedBy(...paths: string[]): unknown {
  const script = join(TOP, 'scripts/touched-services.mjs');
  const input = paths.map((path) => `${path}\0`).join('');
  const printed = execFileSync(process.execPath, [script, '--changed'], { input }).toString();
  return JSON.parse(printed.replace('services=', ''));
}

test('a change touches its own service, and those that are built from it', () => {
  expect(touchedBy('apps/core/app/policies/report_policy.rb')).toEqual(['apps/core']);
  expect(touchedBy('packages/ui/src/card.tsx')).toEqual(['packages/ui', 'apps/web']);
  expect(touchedBy('README.md', 'apps/web/app/deleted.tsx')).toEqual(['.', 'apps/web']);
  expect(touchedBy('package-lock.json')).toEqual(ALL);
  expect(touchedBy()).toEqual([]);
});

test("without a base, as on the main branch, the workflow's step asks for all services", () => {
  const { jobs } = parse(readFileSync(join(TOP, '.github/workflows/ci.yml'), 'utf8')) as {
    jobs: { touched: { steps: { id?: string; run?: string }[] } };
  };
  const step = jobs.touched.steps.find(({ id }) => id === 'touched')?.run ?? '';
  const { directory, environment } = openSandbox();
  const output = join(directory, 'output');
  const env = { ...environment, GITHUB_OUTPUT: output, BASE: '' };
  execFileSync('bash', ['-e', '-c', step], { cwd: TOP, env });
  expect(readFileSync(output, 'utf8')).toBe(`services=${JSON.stringify(ALL)}\n`);
});
