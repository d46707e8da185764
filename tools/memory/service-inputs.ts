// All inputs of a result except the linted content. `sharedInputs` collects, once a run, those that all services share:
// ignored entries (`node_modules`, `.venv` …) and the user's settings. `serviceInputs` combines them with git's state
// and with a service's own inputs (environment, programs, commands).
import type { Environment } from '../base/environment.ts';
import { defineListing, realPath, withoutRecording } from '../base/lookups.ts';
import {
  baseName,
  joinPath,
  directoriesAbove,
  isWithin,
  type AbsolutePath,
  type RepoPath,
} from '../base/paths.ts';
import type { ServicePlan } from '../base/model/plan.ts';
import { inputContext, entryInputs, type SourceEntry } from './entries.ts';
import { addCommand } from './commands.ts';
import type { InputContext } from './installed.ts';
import { collectInputs, combineInputs, type InputCollector, type Inputs } from './inputs.ts';
import { addBundlerSettings, addProgram, type ProgramContext } from './programs.ts';
import { addFile } from './named-files.ts';
import { addSettings } from './settings.ts';
import { addVariables } from './variables.ts';

/** The inputs that services share. Each entry is an input of those services whose linters can see its path. */
export interface SharedInputs {
  readonly entries: readonly { readonly path: RepoPath; readonly inputs: Inputs }[];
  readonly common: Inputs;
}

export interface InputPaths {
  /** The top of the user's working tree. */
  readonly top: AbsolutePath;
  /** The directory in which snapshots of this working tree are made. */
  readonly checkouts: AbsolutePath;
  /** The file of this program, or a link to it. */
  readonly switchyard: AbsolutePath;
}

export function sharedInputs(entries: readonly SourceEntry[], paths: InputPaths): SharedInputs {
  const { top, checkouts, switchyard } = paths;
  return {
    entries: entries.map((entry) => ({ path: entry.path, inputs: entryInputs(entry, top) })),
    common: collectInputs((inputs) => {
      inputs.addText(top);
      inputs.addText(process.version);
      inputs.addState(realPath(switchyard) ?? switchyard);
      addSettings([top, checkouts], inputContext(inputs, top));
    }),
  };
}

/** How a service's linters would be started in the user's working tree. */
export interface LinterStart {
  /** The service's directory in the working tree. */
  readonly directory: AbsolutePath;
  /** The directories of PATH. */
  readonly path: readonly AbsolutePath[];
  readonly environment: Environment;
  /** Finds a program by its name. */
  readonly find: (name: string) => AbsolutePath | undefined;
  /** Splits a command line. */
  readonly words: (command: string) => readonly string[];
}

/** All inputs of the plan's result except the content. Entries in the directories `unused` are left out. */
export function serviceInputs(
  plan: ServicePlan,
  { entries, common }: SharedInputs,
  git: Inputs,
  start: LinterStart,
  { top }: Pick<InputPaths, 'top'>,
  unused: readonly RepoPath[],
): Inputs {
  const isVisible = ({ path }: { readonly path: RepoPath }): boolean =>
    !unused.some((directory) => isWithin(directory, path));
  const own = collectInputs((inputs) => {
    inputs.addText(FORMAT);
    inputs.addText(new Date().toDateString()); // an input that was missed has an effect for a day at most
    inputs.addText(plan.service.directory);
    const { directory, path, environment, find, words } = start;
    const context = inputContext(inputs, top);
    addVariables(environment, context);
    for (const directory of path) addPathDirectory(directory, inputs);
    // Lookups of programs need no record: the directories of PATH were added above, and they change with their
    // programs.
    const programs: ProgramContext = {
      context,
      directory,
      find: (name) => withoutRecording(() => find(name)),
      environment,
      added: new Set(),
    };
    addLinksOut(plan.paths, new Set(entries.map((entry) => entry.path)), context);
    const node = programs.find('node');
    if (node !== undefined) addProgram(node, programs);
    for (const parent of [directory, top]) {
      addBundlerSettings(joinPath(parent, '.bundle/config'), programs);
    }
    for (const { pattern, paths } of plan.steps) {
      inputs.addText(JSON.stringify([pattern.glob, paths]));
      for (const task of pattern.tasks) {
        // What a function does and starts is not known before it is called.
        if (task.kind !== 'command') {
          inputs.markUncacheable();
          continue;
        }
        inputs.addText(task.command);
        addCommand(words(task.command), programs);
      }
    }
  });
  const parts = [common, git, own, ...entries.filter(isVisible).map(({ inputs }) => inputs)];
  return combineInputs(parts);
}

/** Adds a directory of PATH. Each new shell of pyenv or rbenv makes a file among the shims, and removes it. */
function addPathDirectory(directory: AbsolutePath, inputs: InputCollector): void {
  if (baseName(directory) !== 'shims') addFile(directory, inputs);
  else for (const { name } of listShims(directory)) inputs.addText(joinPath(directory, name));
}

const listShims = defineListing('shims', ({ name }) => !name.startsWith('.'));

const listLinks = defineListing('links', ({ type }) => type === 'link');

/**
 * Adds what the links beside and above the repo-relative `paths` lead to outside of the repository, with all files in
 * it: linters look there for configuration. The links in `ignored` are left out: they were added as ignored entries.
 */
function addLinksOut(
  paths: readonly RepoPath[],
  ignored: ReadonlySet<RepoPath>,
  { top, addSource }: InputContext,
): void {
  for (const directory of directoriesAbove(paths)) {
    for (const { name } of listLinks(joinPath(top, directory))) {
      const link = (directory === '' ? name : `${directory}/${name}`) as RepoPath;
      const real = ignored.has(link) ? undefined : realPath(joinPath(top, link));
      if (real !== undefined && !isWithin(top, real)) addSource(real);
    }
  }
}

/** In every cache key. To be changed when results that are stored already must not be used any more. */
const FORMAT = 'switchyard 3';
