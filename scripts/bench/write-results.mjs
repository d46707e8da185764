// The document and its picture, from what was measured.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from '../support/paths.mjs';
import { must } from '../support/run.mjs';
import { judgeAims } from './aims.mjs';
import { chart } from './chart.mjs';
import {
  aimTable,
  firstTable,
  memoryTable,
  programTable,
  remarks,
  timeTable,
  whereOthersAreFaster,
} from './table.mjs';

/** Of each case the last results that there are, whichever run they are of. */
export function writeResults(results, tools, machine, directory) {
  const names = tools.map(({ name }) => name);
  mkdirSync(directory, { recursive: true });
  writeFileSync(
    join(directory, 'benchmarks.svg'),
    chart(
      results.filter(({ samples }) => Object.keys(samples).length > 0),
      names,
    ),
  );
  const file = join(directory, 'BENCHMARKS.md');
  writeFileSync(file, documentOf(results, tools, machine));
  must([join(top, 'node_modules/.bin/prettier'), '--write', '--log-level=warn', file], {
    cwd: top,
  });
}

function documentOf(results, tools, machine) {
  const names = tools.map(({ name }) => name);
  const timed = results.filter(({ samples }) => Object.keys(samples).length > 0);
  const own = timed.filter(({ linters }) => linters === 'true');
  const real = timed.filter(({ linters }) => linters !== 'true');
  const counted = results.filter(({ countsPrograms }) => countsPrograms);
  const sections = [
    ['# Benchmarks', INTRODUCTION, about(tools, machine, results)],
    real.length > 0 && [
      '## With real linters',
      'Seconds; in brackets, the ratio to the same linters started in parallel by a shell script that is given the files.',
      timeTable(real, names, 'samples'),
      'Seconds of processors, all cores together: this hardly depends on what else the machine does.',
      timeTable(real, names, 'processor'),
    ],
    own.length > 0 && [
      '## The tools alone',
      'Seconds, with `true` in place of every linter.',
      timeTable(own, names, 'samples'),
      'Seconds of processors:',
      timeTable(own, names, 'processor'),
    ],
    own.some(({ isFirst }) => isFirst) && [
      'The figures of `switchyard` are of a snapshot that is there. The first run in a repository makes it:',
      firstTable(own),
    ],
    own.length > 0 && [
      '## Memory',
      'MB of the largest process at its peak, `true` being the linter (`ru_maxrss` of the tool and what it waited for).',
      memoryTable(own, names),
    ],
    counted.length > 0 && [
      '## Programs started',
      'Successful calls of `execve`, counted by strace, the tool itself and the linters among them.',
      programTable(counted, names),
    ],
    list('## Where others are faster', whereOthersAreFaster(results), WHY_FASTER),
    list('## What has no time', remarks(results)),
    ['## Aims', ON_THE_AIMS, aimTable(judgeAims(results))],
  ];
  return `${sections
    .filter((section) => section)
    .flat()
    .join('\n\n')}\n`;
}

const list = (title, lines, ...after) => lines.length > 0 && [title, lines.join('\n'), ...after];

const INTRODUCTION = `\`npm run bench\` wrote this page (\`--case NAME\` and \`--rounds N\` measure less, \`--repo PATH\` another repository). Of
each case it shows the last run. All tools run in one repository, one after the other in every round, and the order
turns with the rounds; the figures are medians. A tool is measured until git would commit: prek and pre-commit leave
fixes to be staged, so with something to fix they run twice. The contents are new to every run, so that no cache knows
them, except where the case says that they come again. Where the load is above the number of cores, or the rounds are
few, the figures show what is several times as fast, not what is a few tenths faster.

![Seconds by case and tool](benchmarks.svg)`;

const WHY_FASTER = `lefthook, prek and hk are single binaries that start at once, a shell script starts git and nothing else.
Switchyard starts Node, brings a private checkout to what is staged, and looks at what came back. Without a staged
file no tool has anything to do, so that \`--amend\` shows only how they start.`;

const ON_THE_AIMS = `An aim counts as reached if it is by the clock and by processor time. On a machine that has more to do than it has
cores, the clock alone flatters Switchyard: it gives every linter a session of its own, and Linux shares its cores among
sessions (\`sched_autogroup_enabled\`).`;

const about = (tools, { cores, processor, memory, kernel, versions }, results) => `| | |
| --- | --- |
| measured | ${range(results.map(({ date }) => date))} |
| machine | ${cores} cores (${processor}), ${Math.round(memory / 1e9)} GB, ${kernel} |
| load as a case began | ${range(results.map(({ load }) => load.toFixed(0)))} processes that want a core, of other work on the machine too |
| tools | ${tools
  .filter(({ version }) => version !== undefined)
  .map(({ name, version }) => `${name} ${version}`)
  .join('; ')} |
| with | ${Object.entries(versions)
  .map(([name, version]) => `${name} ${version}`)
  .join('; ')} |
| monorepo | made by the bench, seeded: TypeScript (eslint with typescript-eslint's strict rules without types, prettier), Ruby (RuboCop), Python (ruff) |`;

function range(values) {
  const sorted = [...values].sort((a, b) => String(a).localeCompare(b, 'en', { numeric: true }));
  const [least, most] = [sorted[0], sorted.at(-1)];
  return least === most ? least : `${least} to ${most}`;
}
