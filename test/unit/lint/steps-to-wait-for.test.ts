import { expect, test } from 'vitest';
import { stepsToWaitFor } from '../../../tools/lint/steps-to-wait-for.ts';
import { plan } from './plan.ts';

const waits = (...steps: string[][]): number[][] =>
  stepsToWaitFor(
    plan(
      '',
      steps.map((paths) => ['x', paths] as const),
    ).steps,
  );

test('steps without a file in common wait for nothing', () => {
  expect(waits(['a'], ['b'], ['c'])).toEqual([[], [], []]);
});

test('a step waits for the earlier one that has one of its files', () => {
  expect(waits(['a', 'b'], ['c'], ['b', 'd'])).toEqual([[], [], [0]]);
});

test('of three with the same file each waits for the one before', () => {
  expect(waits(['a'], ['a'], ['a'])).toEqual([[], [0], [1]]);
});

test('a step with files of two earlier ones waits for both', () => {
  expect(waits(['a'], ['b'], ['a', 'b'])).toEqual([[], [], [0, 1]]);
});
