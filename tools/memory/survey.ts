// All inputs of a result but the linted content. `survey` notes those that services share, once a run: ignored entries
// (`node_modules`, `.venv` …) and the user's settings. `ingredients` joins them with git's state and a service's own
// inputs (environment, programs, commands) to one `Seen`, whose digest is the second half of the service's cache key.
import type { Environment } from '../base/environment.ts';
import { listSome, realPath, withoutLooks } from '../base/look.ts';
import {
  baseName,
  below,
  directoriesAbove,
  isWithin,
  type AbsolutePath,
  type RepoPath,
} from '../base/paths.ts';
import type { ServicePlan } from '../base/plan.ts';
import { installationOf, noteEntry, type SourceEntry } from './entries.ts';
import { noteCommand } from './commands.ts';
import type { Installation } from './installed.ts';
import { takeNotes, together, type Notes, type Seen } from './notes.ts';
import { noteBundlerSettings, noteProgram, type Programs } from './programs.ts';
import { noteFile, noteSettings } from './settings.ts';
import { noteVariables } from './variables.ts';

/** The inputs that services share. Each entry is an input of the services that look at its path. */
export interface Survey {
  readonly entries: readonly { readonly path: RepoPath; readonly seen: Seen }[];
  readonly common: Seen;
}

export interface SurveyedPlaces {
  /** The top of the user's working tree. */
  readonly top: AbsolutePath;
  /** The directory in which snapshots of this working tree are made. */
  readonly checkouts: AbsolutePath;
  /** The file of this program, or a link to it. */
  readonly switchyard: AbsolutePath;
}

export function survey(entries: readonly SourceEntry[], places: SurveyedPlaces): Survey {
  const { top, checkouts, switchyard } = places;
  return {
    entries: entries.map((entry) => ({ path: entry.path, seen: noteEntry(entry, top) })),
    common: takeNotes((notes) => {
      notes.text(top);
      notes.text(process.version);
      notes.state(realPath(switchyard) ?? switchyard);
      noteSettings([top, checkouts], installationOf(notes, top));
    }),
  };
}

/** How a service's linters would be started in the user's working tree. */
export interface Start {
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

/** All inputs of the plan's result but the content. Entries in the directories `unseen` are left out. */
export function ingredients(
  plan: ServicePlan,
  { entries, common }: Survey,
  git: Seen,
  start: Start,
  { top }: Pick<SurveyedPlaces, 'top'>,
  unseen: readonly RepoPath[],
): Seen {
  const isSeen = ({ path }: { readonly path: RepoPath }): boolean =>
    !unseen.some((directory) => isWithin(directory, path));
  const own = takeNotes((notes) => {
    notes.text(FORMAT);
    notes.text(new Date().toDateString()); // an input that was missed has an effect for a day at most
    notes.text(plan.service.directory);
    const { directory, path, environment, find, words } = start;
    const installation = installationOf(notes, top);
    noteVariables(environment, installation);
    for (const place of path) notePlace(place, notes);
    // Lookups of programs need no record: the directories of PATH are noted above, and they change with their programs.
    const programs: Programs = {
      installation,
      directory,
      find: (name) => withoutLooks(() => find(name)),
      environment,
      noted: new Set(),
    };
    noteLinksOut(plan.paths, new Set(entries.map((entry) => entry.path)), installation);
    const node = programs.find('node');
    if (node !== undefined) noteProgram(node, programs);
    for (const place of [directory, top]) {
      noteBundlerSettings(below(place, '.bundle/config'), programs);
    }
    for (const { pattern, paths } of plan.steps) {
      notes.text(JSON.stringify([pattern.glob, paths]));
      for (const task of pattern.tasks) {
        // What a function does and starts is not known before it is called.
        if (task.kind !== 'command') {
          notes.giveUp();
          continue;
        }
        notes.text(task.command);
        noteCommand(words(task.command), programs);
      }
    }
  });
  const parts = [common, git, own, ...entries.filter(isSeen).map(({ seen }) => seen)];
  return together(parts);
}

/** Notes a directory of PATH. Each new shell of pyenv or rbenv makes a file among the shims, and removes it. */
function notePlace(place: AbsolutePath, notes: Notes): void {
  if (baseName(place) !== 'shims') noteFile(place, notes);
  else for (const { name } of listShims(place)) notes.text(below(place, name));
}

const listShims = listSome('shims', ({ name }) => !name.startsWith('.'));

const listLinks = listSome('links', ({ type }) => type === 'link');

/**
 * Notes what the links beside and above the repo-relative `paths` lead to outside of the repository, with all that is
 * in it: linters look there for configuration. What git ignores is `noted` as an entry.
 */
function noteLinksOut(
  paths: readonly RepoPath[],
  noted: ReadonlySet<RepoPath>,
  { top, noteSource }: Installation,
): void {
  for (const directory of directoriesAbove(paths)) {
    for (const { name } of listLinks(below(top, directory))) {
      const link = (directory === '' ? name : `${directory}/${name}`) as RepoPath;
      const real = noted.has(link) ? undefined : realPath(below(top, link));
      if (real !== undefined && !isWithin(top, real)) noteSource(real);
    }
  }
}

/** In every cache key. To be changed when results that are stored already must not be used any more. */
const FORMAT = 'switchyard 3';
