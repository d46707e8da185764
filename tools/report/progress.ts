// Shows what is running, and for how long: on a terminal in a status line after a second, else in plain lines after ten
// seconds, and then each time after three times as long. Times are in milliseconds.
import type { OnProgress, Progress } from '../base/model/outcome.ts';
import { serviceName } from '../base/model/service.ts';
import { sinceStart } from '../base/timing.ts';
import { elapsed } from './duration.ts';
import { escapeName, escapeText } from './escape-name.ts';
import { listed } from './phrases.ts';
import type { Terminal } from './terminal.ts';

const STATUS_AFTER = 1_000;
const LINE_AFTER = 10_000;
const LOOK_EVERY = 250;

interface Work {
  readonly name: string;
  readonly since: number;
}

export interface Shown {
  readonly onProgress: OnProgress;
  /** Removes what is shown; nothing is shown afterwards. */
  readonly stop: () => void;
}

/** Shows progress on `terminal` from now on. `now` is in milliseconds. */
export function showProgress(
  terminal: Pick<Terminal, 'hasStatus' | 'showStatus' | 'printError'>,
  now: () => number = sinceStart,
): Shown {
  const running: Work[] = [];
  let timer: NodeJS.Timeout | undefined;
  let nextLine = LINE_AFTER;

  const look = (): void => {
    const onStatus = terminal.hasStatus();
    const time = now();
    const long = running.filter(
      ({ since }) => time - since >= (onStatus ? STATUS_AFTER : nextLine),
    );
    if (onStatus) {
      terminal.showStatus(long.length === 0 ? undefined : long.map(withElapsed(time)).join(' · '));
    } else if (long.length > 0) {
      nextLine *= 3;
      const works = running
        .filter(({ since }) => time - since >= LINE_AFTER)
        .map(withElapsed(time));
      terminal.printError(`Still running: ${works.join(' · ')}\n`);
    }
  };
  return {
    onProgress: (progress) => {
      if (progress.kind === 'warning') {
        terminal.printError(`${escapeText(progress.text)}\n`);
        return;
      }
      if (progress.kind === 'completed') {
        const names = listed(progress.paths.map(escapeName));
        terminal.printError(
          `An earlier run was interrupted while it published; it was completed first: ${names}.\n`,
        );
        return;
      }
      const name = nameOf(progress);
      if (progress.state === 'started') {
        running.push({ name, since: now() });
        timer ??= setInterval(look, LOOK_EVERY).unref();
        return;
      }
      const at = running.findIndex((work) => work.name === name);
      if (at !== -1) running.splice(at, 1);
      if (running.length === 0) nextLine = LINE_AFTER;
    },
    stop: () => {
      clearInterval(timer);
      running.length = 0;
      terminal.showStatus(undefined);
    },
  };
}

const withElapsed =
  (time: number) =>
  ({ name, since }: Work): string =>
    `${name}, ${elapsed(time - since)}`;

type Running = Extract<Progress, { state: string }>;

const nameOf = (progress: Running): string =>
  progress.kind === 'snapshot'
    ? 'preparing the private checkout'
    : escapeName(`${serviceName(progress.service)}: ${progress.command}`);
