import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Service } from '../../../tools/base/model/service.ts';
import { showProgress } from '../../../tools/report/progress.ts';
import { service } from './outcomes.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const core = service('apps/core');
const command = (state: 'started' | 'finished', of: Service = core, text = 'rubocop') =>
  ({ kind: 'command', state, service: of, command: text }) as const;

function watch(isTerminal: boolean) {
  const seen: (string | undefined)[] = [];
  const shown = showProgress(
    {
      hasStatus: () => isTerminal,
      showStatus: (line) => {
        if (seen.at(-1) !== line) seen.push(line);
      },
      printError: (text) => {
        seen.push(text);
      },
    },
    () => Date.now(),
  );
  return { ...shown, seen };
}

describe('on a terminal', () => {
  test('work of less than a second is not shown', () => {
    const { onProgress, stop, seen } = watch(true);
    onProgress(command('started'));
    vi.advanceTimersByTime(900);
    onProgress(command('finished'));
    vi.advanceTimersByTime(5_000);
    stop();
    expect(seen.filter((line) => line !== undefined)).toEqual([]);
  });

  test('longer work is named with its time, and removed when it ends', () => {
    const { onProgress, seen } = watch(true);
    onProgress(command('started'));
    onProgress(command('started', service(''), 'tsc\x1b[2J'));
    vi.advanceTimersByTime(2_000);
    onProgress(command('finished'));
    vi.advanceTimersByTime(250);
    expect(seen.filter((line) => line !== undefined)).toEqual([
      'apps/core: rubocop, 1 s · .: tsc\\x1b[2J, 1 s',
      'apps/core: rubocop, 2 s · .: tsc\\x1b[2J, 2 s',
      '.: tsc\\x1b[2J, 2 s',
    ]);
  });
});

describe('without a terminal', () => {
  test('work of ten seconds gets a line, and then ever more rarely', () => {
    const { onProgress, seen } = watch(false);
    onProgress({ kind: 'snapshot', state: 'started' });
    vi.advanceTimersByTime(120_000);
    expect(seen).toEqual([
      'Still running: preparing the private checkout, 10 s\n',
      'Still running: preparing the private checkout, 30 s\n',
      'Still running: preparing the private checkout, 1 min 30 s\n',
    ]);
  });

  test('quick work gets none', () => {
    const { onProgress, stop, seen } = watch(false);
    for (let i = 0; i < 20; i++) {
      onProgress(command('started'));
      vi.advanceTimersByTime(2_000);
      onProgress(command('finished'));
    }
    stop();
    expect(seen).toEqual([]);
  });
});
