// What results depend on besides the content: noted for all services of a run at one moment, and for
// each service put together into a name.
import type { Environment } from '../base/environment.ts';
import { realPath, withoutLooks } from '../base/look.ts';
import { below, isWithin, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import type { ServicePlan } from '../base/plan.ts';
import { installationOf, noteEntry, type SourceEntry } from './entries.ts';
import { takeNotes, together, type Seen } from './notes.ts';
import { noteBundlerSettings, noteCommand, noteProgram, type Programs } from './programs.ts';
import { noteFile, noteSettings } from './settings.ts';

/** What is the same for all services. */
export interface Survey {
  readonly entries: readonly { readonly path: RepoPath; readonly seen: Seen }[];
  readonly common: Seen;
}

export interface Places {
  /** The user's working tree. */
  readonly top: AbsolutePath;
  /** Where its checkouts are made. */
  readonly checkouts: AbsolutePath;
  /** The file that this program is, or a link to it. */
  readonly switchyard: AbsolutePath;
}

export function survey(entries: readonly SourceEntry[], places: Places): Survey {
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

/** How a service's linters would start. */
export interface Start {
  /** The service's directory in the working tree. */
  readonly directory: AbsolutePath;
  readonly path: readonly AbsolutePath[];
  readonly environment: Environment;
  readonly find: (name: string) => AbsolutePath | undefined;
  /** The words of a command. */
  readonly words: (command: string) => readonly string[];
}

/**
 * All that the plan's result depends on, but for the content. `unseen` are directories that its linters do
 * not look at.
 */
export function ingredients(
  plan: ServicePlan,
  { entries, common }: Survey,
  git: Seen,
  start: Start,
  { top }: Pick<Places, 'top'>,
  unseen: readonly RepoPath[],
): Seen {
  const isSeen = ({ path }: { readonly path: RepoPath }): boolean =>
    !unseen.some((directory) => isWithin(directory, path));
  const own = takeNotes((notes) => {
    notes.text(FORMAT);
    notes.text(new Date().toDateString()); // what is left unnamed changes nothing for longer than a day
    notes.text(plan.service.directory);
    const { directory, path, environment, find, words } = start;
    const variables = Object.entries(environment).filter(([name]) => !NOISE.test(name));
    for (const variable of variables.sort(([one], [other]) => (one < other ? -1 : 1))) {
      notes.text(variable.join('='));
    }
    for (const place of path) noteFile(place, notes);
    const installation = installationOf(notes, top);
    // Whether a program is there shows in its directory.
    const programs: Programs = {
      installation,
      find: (name) => withoutLooks(() => find(name)),
      environment,
      noted: new Set(),
    };
    const node = programs.find('node');
    if (node !== undefined) noteProgram(node, programs);
    for (const place of [directory, top]) {
      noteBundlerSettings(below(place, '.bundle/config'), programs);
    }
    for (const { pattern, paths } of plan.steps) {
      notes.text(JSON.stringify([pattern.glob, paths]));
      for (const task of pattern.tasks) {
        // What a function does, and starts, is not known before it is called.
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

const FORMAT = 'switchyard 2';

/** Settings of npm's for installing, and what a terminal is called. */
const NOISE = /^(npm_config_.*|EDITOR|VISUAL|COLUMNS|LINES|WINDOWID|GPG_TTY|SSH_TTY|TMUX_PANE)$/;
