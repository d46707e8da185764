// The document and its picture, from what was measured.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from '../support/paths.mjs';
import { must } from '../support/run.mjs';
import { judgeAims } from './aims.mjs';
import { chart } from './chart.mjs';
import {
  aimTable,
  countTable,
  firstTable,
  remarks,
  timeTable,
  whereOthersAreFaster,
} from './table.mjs';

export function writeResults(results, tools, machine, directory) {
  const names = tools.map(({ name }) => name);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'benchmarks.svg'), chart(results, names));
  const file = join(directory, 'BENCHMARKS.md');
  writeFileSync(file, documentOf(results, tools, machine));
  must([join(top, 'node_modules/.bin/prettier'), '--write', '--log-level=warn', file], {
    cwd: top,
  });
}

/** Every sample, by case, for who wants to look closer. */
export function keepSamples(result) {
  const directory = join(top, '.bench/samples');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, `${result.name}.json`), `${JSON.stringify(result, null, 2)}\n`);
}

export function documentOf(results, tools, machine) {
  const names = tools.map(({ name }) => name);
  const own = results.filter(({ linters }) => linters === 'true');
  const real = results.filter(({ linters }) => linters !== 'true');
  const hasCounted = (what) => results.some(({ counts }) => counts?.includes(what));
  const sections = [
    ['# Benchmarks', INTRODUCTION, ABOUT(tools, machine)],
    real.length > 0 && [
      '## With real linters',
      'Seconds; in brackets, the ratio to the same linters started in parallel by a shell script that is given the files.',
      timeTable(real, names),
    ],
    own.length > 0 && [
      '## The tools alone',
      'Seconds, with `true` in place of every linter.',
      timeTable(own, names),
    ],
    own.some(({ isFirst }) => isFirst) && [
      'The figures of `switchyard` are of a snapshot that is there. The first run in a repository makes it:',
      firstTable(own),
    ],
    hasCounted('memory') && [
      '## Memory',
      'MB of the largest process at its peak, `true` being the linter (`ru_maxrss` of the tool and what it waited for).',
      countTable(results, names, 'memory', 1e6),
    ],
    hasCounted('processes') && [
      '## Programs started',
      'Successful calls of `execve`, counted by strace, the tool itself and the linters among them.',
      countTable(results, names, 'processes', 1),
    ],
    list('## Where others are faster', whereOthersAreFaster(results), WHY_FASTER),
    list('## What has no time', remarks(results)),
    ['## Aims', aimTable(judgeAims(results))],
  ];
  return `${sections
    .filter((section) => section)
    .flat()
    .join('\n\n')}\n`;
}

const list = (title, lines, ...after) => lines.length > 0 && [title, lines.join('\n'), ...after];

const INTRODUCTION = `\`npm run bench\` wrote this page (\`--case NAME\` and \`--rounds N\` measure less, \`--repo PATH\` another repository). All
tools run in one repository, one after the other in every round, and the order turns with the rounds; the figures are
medians. A tool is measured until git would commit: prek and pre-commit leave fixes to be staged, so with something to
fix they run twice. The contents are new to every run, so that no cache knows them, except where the case says that
they come again.

![Seconds by case and tool](benchmarks.svg)`;

const WHY_FASTER = `lefthook, prek and hk are single binaries that start at once, a shell script starts git and nothing else.
Switchyard starts Node, brings a private checkout to what is staged, and looks at what came back. Without a staged
file no tool has anything to do, so that \`--amend\` shows only how they start.`;

const ABOUT = (tools, { date, cores, processor, memory, kernel, load, versions }) => `| | |
| --- | --- |
| date | ${date} |
| machine | ${cores} cores (${processor}), ${Math.round(memory / 1e9)} GB, ${kernel} |
| load when it began | ${load.toFixed(1)} processes that want a core, of other work on the machine |
| tools | ${tools
  .filter(({ version }) => version !== undefined)
  .map(({ name, version }) => `${name} ${version}`)
  .join('; ')} |
| with | ${Object.entries(versions)
  .map(([name, version]) => `${name} ${version}`)
  .join('; ')} |
| monorepo | made by the bench, seeded: TypeScript (eslint with typescript-eslint's strict rules without types, prettier), Ruby (RuboCop), Python (ruff) |`;
