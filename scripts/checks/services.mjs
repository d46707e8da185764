// The tests and the linters of the services, each from the service's own directory.
import { join } from 'node:path';
import { core, gateway, top, virtualEnvironment } from '../support/paths.mjs';

export function checkServices(tally) {
  for (const service of ['packages/ui', 'apps/web']) testNodePackage(tally, service);
  testCore(tally);
  testGateway(tally);
}

function testNodePackage(tally, service) {
  const cwd = join(top, service);
  const program = (name) => join(top, 'node_modules/.bin', name);
  tally.check(`${service}: types`, [program('tsc'), '-p', '.'], { cwd });
  tally.check(`${service}: lint`, [program('eslint'), '--max-warnings', '0', '.'], { cwd });
  tally.vitest(`${service}: tests`, { cwd });
}

function testCore(tally) {
  const options = { cwd: core };
  tally.check('apps/core: lint', ['bundle', 'exec', 'rubocop'], options);
  tally.tests('apps/core: tests', ['bundle', 'exec', 'rake', 'test'], minitestCounts, options);
}

function testGateway(tally) {
  const options = { cwd: gateway };
  const program = (name) => join(virtualEnvironment, 'bin', name);
  tally.check('apps/ai-gateway: lint', [program('ruff'), 'check'], options);
  tally.check('apps/ai-gateway: format', [program('ruff'), 'format', '--check'], options);
  tally.tests('apps/ai-gateway: tests', [program('pytest'), '-q'], pytestCounts, options);
}

/** `9 runs, 17 assertions, 0 failures, 0 errors, 0 skips` */
function minitestCounts(output) {
  const line = /^(\d+) runs, \d+ assertions, (\d+) failures, (\d+) errors, (\d+) skips$/m.exec(
    output,
  );
  const [runs, failures, errors, skips] = line?.slice(1).map(Number) ?? [0, 0, 0, 0];
  return { passed: runs - failures - errors - skips, failed: failures + errors };
}

/** `1 failed, 9 passed, 2 errors in 1.07s`: the last line, without what is zero. */
function pytestCounts(output) {
  const line = output.trimEnd().split('\n').at(-1);
  const count = (word) => Number(new RegExp(`\\b(\\d+) ${word}\\b`).exec(line)?.[1] ?? 0);
  return { passed: count('passed'), failed: count('failed') + count('errors?') };
}
