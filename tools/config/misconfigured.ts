// Failures about a configuration file: where, what was expected, what was found.
import { Failure } from '../base/errors.ts';
import { closestWord } from '../base/nearest.ts';
import type { RepoPath } from '../base/paths.ts';
import { ConfiguredFunction } from './configured-function.ts';
import { Unrepresentable } from './shape.ts';

/** A value in a configuration file, by the keys that lead to it. */
export interface ConfigLocation {
  readonly file: RepoPath;
  readonly keys: readonly string[];
}

export const atKey = (location: ConfigLocation, key: string): ConfigLocation => ({
  file: location.file,
  keys: [...location.keys, key],
});

/** The failure for an invalid value. `next` says what to do about it. */
export function misconfigured(
  location: ConfigLocation,
  expected: string,
  found: unknown,
  next?: string,
): Failure {
  const keys = location.keys.length === 0 ? '' : ` at ${keyText(location.keys)}`;
  return new Failure(
    'usage',
    `${location.file}${keys}: expected ${expected}, found ${excerpt(found)}.`,
    next === undefined ? {} : { next },
  );
}

/** The failure for a key that is not among `known`. */
export const unknownKey = (
  location: ConfigLocation,
  key: string,
  known: readonly string[],
): Failure =>
  misconfigured(
    location,
    `only ${listing(known)}`,
    new Unrepresentable(`the key ${JSON.stringify(key)}`),
    didYouMean(key, known),
  );

/** `Did you mean "…"?`, if `word` looks like one of `known`. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const meant = closestWord(word, known);
  return meant === undefined || meant === word ? undefined : `Did you mean "${meant}"?`;
}

/** `services["apps/web"].timeout` */
const keyText = (keys: readonly string[]): string =>
  keys
    .map((key, index) => {
      if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `[${JSON.stringify(key)}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');

const listing = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');

const MAX_EXCERPT = 60;

/** A value as JSON, shortened to 60 characters. */
export function excerpt(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value instanceof Unrepresentable) return value.description;
  const text =
    value instanceof ConfiguredFunction ? 'a function' : JSON.stringify(value, asWritten);
  return text.length > MAX_EXCERPT ? `${text.slice(0, MAX_EXCERPT - 1)}…` : text;
}

function asWritten(_key: string, value: unknown): unknown {
  if (value instanceof ConfiguredFunction) return '(function)';
  return value instanceof Unrepresentable ? value.description : value;
}
