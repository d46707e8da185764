// `npm run bench`: Switchyard beside other tools, in one run, the tools alternating. `--case NAME` (repeatable) and
// `--rounds N` run less; `--repo PATH` takes another repository, whose page goes to .bench; `--output DIR` elsewhere.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CASES, ROUNDS, SIZE } from './bench/cases.mjs';
import { describeMachine } from './bench/machine.mjs';
import { monorepoFiles, SERVICES } from './bench/monorepo.mjs';
import { preparePeers } from './bench/peers.mjs';
import { runCase, warmUp } from './bench/run-case.mjs';
import { keepSamples, keptSamples } from './bench/samples.mjs';
import { servicesOf } from './bench/services.mjs';
import { toolsOf } from './bench/tools.mjs';
import { Workspace } from './bench/workspace.mjs';
import { writeResults } from './bench/write-results.mjs';
import { setUp } from './setup/set-up.mjs';
import { top } from './support/paths.mjs';
import { main, must, Stop } from './support/run.mjs';

const { values: options } = parseArgs({
  options: {
    case: { type: 'string', multiple: true },
    rounds: { type: 'string' },
    repo: { type: 'string' },
    output: { type: 'string' },
  },
});

await main(() => {
  const cases = chosenCases();
  setUp();
  must([process.execPath, 'scripts/build.mjs'], { cwd: top });
  const peers = preparePeers();
  const tools = toolsOf(peers);
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'switchyard-bench-')));
  try {
    const measured = groups(cases).flatMap((group) => measure(group, scratch, tools, peers));
    const results = options.repo === undefined ? keptSamples() : measured;
    const directory = options.output ?? join(top, options.repo === undefined ? 'docs' : '.bench');
    writeResults(results, tools, describeMachine(), directory);
    console.log(`bench: ${join(directory, 'BENCHMARKS.md')}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});

function chosenCases() {
  const names = options.case ?? CASES.map(({ name }) => name);
  const unknown = names.find((wanted) => CASES.every(({ name }) => name !== wanted));
  if (unknown !== undefined) {
    throw new Stop(
      `bench: no case ${unknown}. There are: ${CASES.map(({ name }) => name).join(', ')}`,
    );
  }
  return CASES.filter(
    ({ name, size }) => names.includes(name) && (options.repo === undefined || size === undefined),
  );
}

/** Cases that share a repository and its linters, so that it is made once. */
function groups(cases) {
  const byKey = new Map();
  for (const kase of cases) {
    const key = `${kase.size ?? SIZE} ${kase.linters ?? ''}`;
    byKey.set(key, [...(byKey.get(key) ?? []), kase]);
  }
  return [...byKey.values()];
}

function measure(cases, scratch, tools, peers) {
  const [{ size = SIZE }] = cases;
  const services = options.repo === undefined ? SERVICES : servicesOf(options.repo);
  const workspace = new Workspace(scratch, { name: `of-${size}`, services, peers });
  if (options.repo === undefined) workspace.make(monorepoFiles(size));
  else workspace.clone(options.repo);
  const able = (kase) => tools.filter(({ name }) => kase.tools?.includes(name) ?? true);
  const used = tools.filter((tool) => cases.some((kase) => able(kase).includes(tool)));
  const first = warmUp(workspace, used, cases[0], peers);
  const results = cases.map((kase) => {
    console.error(`bench: ${kase.title}`);
    const rounds = Number(options.rounds ?? kase.rounds ?? ROUNDS);
    const now = { date: new Date().toISOString().slice(0, 10), load: loadavg()[0] };
    const figures = runCase(workspace, able(kase), kase, rounds, peers);
    const result = { ...now, ...figures, size, isFirst: kase.first === true, first };
    if (options.repo === undefined) keepSamples(result);
    return result;
  });
  workspace.remove();
  return results;
}
