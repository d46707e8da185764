// lint-staged's own validation decides what is a configuration; parsing must agree.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../../tools/base/errors.ts';
import { repoPath } from '../../../tools/base/paths.ts';
import { ConfiguredFunction } from '../../../tools/config/configured-function.ts';
import { parseTasks } from '../../../tools/config/parse-tasks.ts';

const { validateConfig } = (await import(
  new URL('../../../node_modules/lint-staged/lib/validateConfig.js', import.meta.url).href
)) as {
  validateConfig: (
    config: unknown,
    path: string,
    logger: object,
  ) => Readonly<Record<string, unknown>>;
};

const nothing = (): void => undefined;
const configured = new ConfiguredFunction('', () => Promise.reject(new Error('not called')));

/** The patterns that lint-staged takes from a configuration; `undefined` if it refuses it. */
function theirs(config: unknown): string[] | undefined {
  try {
    return Object.keys(validateConfig(config, 'x', { error: nothing, warn: nothing }));
  } catch {
    return undefined;
  }
}

function ours(config: unknown): string[] | undefined {
  try {
    const location = { file: repoPath('x'), keys: [] };
    return parseTasks(outside(config), location).map(({ glob }) => glob);
  } catch (error) {
    expect(error).toBeInstanceOf(Failure);
    return undefined;
  }
}

/** The value as it comes from the process that imported it. */
function outside(value: unknown): unknown {
  if (typeof value === 'function') return configured;
  if (Array.isArray(value)) return value.map(outside);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, outside(one)]));
}

// Commands have a word: an empty one, which lint-staged fails to start, is refused.
const atom = fc.constantFrom<unknown>('eslint', 'a b', nothing, null, false, 0, 5, undefined);
const task: fc.Arbitrary<unknown> = fc.oneof(
  atom,
  fc.array(atom, { maxLength: 3 }),
  fc.record({ title: atom, task: atom, more: atom }, { requiredKeys: [] }),
  fc.array(fc.record({ title: fc.constant('x'), task: fc.constant(nothing) }), { minLength: 1 }),
);
const glob = fc.constantFrom('*', '*.js', '*.{js}', '*.{{js,ts}}', '../*.ts', 'a/**', '!*.md');
const config = fc.oneof(
  { weight: 1, arbitrary: atom },
  { weight: 9, arbitrary: fc.dictionary(glob, task, { maxKeys: 4 }) },
);

test('what lint-staged refuses is refused, and what it takes has the same patterns', () => {
  fc.assert(
    fc.property(config, (value) => {
      expect(ours(value)).toEqual(theirs(value));
    }),
    { numRuns: 3000 },
  );
});
