// One case with every tool, round by round, the order turning: what each run took, and whether it did its work.
import { Stop } from '../support/run.mjs';
import { clean, edited, untidy } from './change.mjs';
import { chooseFiles } from './choose-files.mjs';
import { writeCommits } from './commits.mjs';
import { measure, programsStarted } from './measure.mjs';
import { bareScript } from './tools.mjs';

let marks = 0;

/** `samples` (seconds), `processor` (seconds), `memory` (bytes), `processes` and `notes` are by tool. */
export function runCase(workspace, tools, kase, rounds, peers) {
  const services = servicesOf(workspace, kase);
  const paths = chooseFiles(workspace, kase);
  const result = { ...kase, samples: {}, processor: {}, memory: {}, processes: {}, notes: {} };
  for (let round = 0; round < rounds; round += 1) {
    const turned = [...tools.slice(round % tools.length), ...tools.slice(0, round % tools.length)];
    for (const tool of turned) {
      const run = new Run(workspace, tool, services, paths, kase, peers);
      const { seconds, processor, memory, failure } = run.measure();
      if (failure !== undefined) {
        result.notes[tool.name] = failure;
        continue;
      }
      (result.samples[tool.name] ??= []).push(seconds);
      (result.processor[tool.name] ??= []).push(processor);
      (result.memory[tool.name] ??= []).push(memory);
    }
  }
  for (const tool of kase.countsPrograms ? tools : []) {
    const run = new Run(workspace, tool, services, paths, kase, peers);
    result.processes[tool.name] = run.programsStarted();
  }
  return result;
}

/** Every tool once, so that caches are filled and snapshots made. What the first one of each tool took. */
export function warmUp(workspace, tools, kase, peers) {
  const services = servicesOf(workspace, kase);
  const paths = chooseFiles(workspace, { files: kase.linters === 'true' ? 1 : 3 });
  const first = {};
  for (const tool of tools) {
    if (tool.prepare !== undefined) {
      const head = workspace.headOf(tool, services);
      workspace.place(head, head);
      const { passed, stderr } = measure(tool.prepare, inside(workspace), peers.python);
      if (!passed) throw new Stop(`${tool.prepare.join(' ')}: ${stderr}`);
    }
    const plain = { linters: kase.linters };
    first[tool.name] = new Run(workspace, tool, services, paths, plain, peers).measure().seconds;
  }
  return first;
}

const servicesOf = (workspace, { linters }) =>
  linters === 'true'
    ? workspace.services.map((service) => ({ ...service, commands: ['/usr/bin/true'] }))
    : workspace.services;

const inside = (workspace) => ({ cwd: workspace.directory, env: workspace.env });

class Run {
  #workspace;
  #tool;
  #case;
  #paths;
  #mark = `${++marks}`;
  #services;
  #expected;
  #python;

  constructor(workspace, tool, services, paths, kase, { python }) {
    this.#python = python;
    this.#workspace = workspace;
    this.#tool = tool;
    this.#services = services;
    this.#paths = paths;
    this.#case = kase;
  }

  measure() {
    const refused = this.#arrange();
    if (refused === false) return { failure: 'passed what its linter refuses' };
    if (this.#case.shards !== undefined) return this.#measureShards();
    const measured = this.#hook();
    if (!measured.passed) return { failure: lastLine(measured) };
    return { ...measured, failure: this.#whatIsWrong() };
  }

  programsStarted() {
    this.#arrange();
    const { argv, options } = this.#command();
    return programsStarted(argv, options, this.#workspace.scratchFile('strace', ''));
  }

  /** Brings HEAD, index and working tree to where the measurement begins. False if a broken file was let through. */
  #arrange() {
    const { before, all, partial } = this.#case;
    const head = this.#workspace.headOf(this.#tool, this.#services);
    const wanted = this.#changed(this.#case.change === 'untidy' ? untidy : clean);
    const [staged, expected] = writeCommits(this.#workspace.directory, [
      { from: head, files: wanted },
      { from: head, files: this.#changed(clean) },
    ]);
    this.#expected = expected;
    if (before === 'commit') this.#workspace.place(expected, expected);
    else this.#workspace.place(all ? staged : head, staged);
    if (partial) {
      for (const [path, content] of wanted) this.#workspace.write(path, edited(path, content));
    }
    if (before === 'hook') this.#hook();
    if (before === 'manual') this.#hook(this.#tool.manual);
    if (before === 'failure') return this.#failAndMend();
  }

  #changed(change) {
    return new Map(
      [...this.#workspace.contents(this.#paths)].map(([path, content]) => [
        path,
        change(path, content, this.#mark),
      ]),
    );
  }

  #failAndMend() {
    const path = this.#paths.at(-1);
    const good = this.#changed(clean).get(path);
    this.#workspace.write(path, `${good})\n`);
    this.#workspace.git(['add', '--', path]);
    const { passed } = this.#hook();
    this.#workspace.write(path, good);
    this.#workspace.git(['add', '--', path]);
    return !passed;
  }

  /** Runs the hook until git would commit: where fixes are left to be staged, they are, and it runs again. */
  #hook(argv) {
    const { argv: own, options } = this.#command();
    const first = measure(argv ?? own, options, this.#python);
    if (first.passed || this.#tool.stages !== false) return first;
    this.#workspace.git(['add', '--update']);
    const second = measure(argv ?? own, options, this.#python);
    return {
      ...second,
      seconds: first.seconds + second.seconds,
      processor: first.processor + second.processor,
    };
  }

  #command() {
    const options = inside(this.#workspace);
    if (this.#tool.bare) {
      const paths = this.#case.all
        ? this.#workspace.paths
        : this.#case.before === 'commit'
          ? []
          : this.#paths;
      const script = this.#workspace.scratchFile('bare.sh', bareScript(this.#services, paths));
      return { argv: ['sh', script], options };
    }
    return { argv: this.#case.all ? this.#tool.all([]) : this.#tool.hook, options };
  }

  /** The slowest shard, as on machines side by side. */
  #measureShards() {
    const { shards } = this.#case;
    const ended = Array.from({ length: shards }, (_, index) =>
      measure(
        this.#tool.all(['--shard', `${index + 1}/${shards}`]),
        inside(this.#workspace),
        this.#python,
      ),
    );
    const failed = ended.find(({ passed }) => !passed);
    if (failed !== undefined) return { failure: lastLine(failed) };
    return ended.reduce((one, other) => (one.seconds > other.seconds ? one : other));
  }

  /** The index as the linters make it, and unstaged edits where they were. */
  #whatIsWrong() {
    if (this.#tool.bare) return undefined;
    const tree = this.#workspace.git(['write-tree']);
    const expected = this.#workspace.git(['rev-parse', `${this.#expected}^{tree}`]);
    if (tree !== expected) return 'what it would commit is not what was staged and fixed';
    return undefined;
  }
}

const lastLine = ({ stdout, stderr }) =>
  `failed: ${`${stdout}\n${stderr}`.trim().split('\n').slice(-3)[0]}`;
