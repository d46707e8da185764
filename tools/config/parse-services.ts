// Parses the root configuration: unknown → declarations. Does not check whether directories exist.
import type { Pattern } from '../base/model/service.ts';
import {
  didYouMean,
  atKey,
  misconfigured,
  unknownKey,
  type ConfigLocation,
} from './misconfigured.ts';
import { parseTasks } from './parse-tasks.ts';
import { isObject } from './shape.ts';

/** A service as written. */
export interface Declaration {
  readonly location: ConfigLocation;
  /** A repo-relative directory, or a glob of such; `''` is the top. */
  readonly directory: string;
  readonly patterns: readonly Pattern[];
  /** Repo-relative directories. */
  readonly uses: readonly string[] | 'all';
  readonly missing: 'fail' | 'warn';
  readonly timeout: number;
}

export interface RootConfiguration {
  readonly declarations: readonly Declaration[];
  /** Seconds, for services that set none. */
  readonly timeout: number;
}

const ROOT_KEYS = ['$schema', 'timeout', 'services'] as const;
const SERVICE_KEYS = ['tasks', 'uses', 'missing', 'timeout'] as const;

export const DEFAULT_TIMEOUT = 600;
const MAX_TIMEOUT = 86_400;

/** Fails with `usage` if `value` is not a valid root configuration. */
export function parseServices(value: unknown, location: ConfigLocation): RootConfiguration {
  if (!isObject(value)) throw misconfigured(location, 'an object with "services"', value);
  for (const key of Object.keys(value)) {
    if (!isOneOf(ROOT_KEYS, key)) throw unknownKey(location, key, ROOT_KEYS);
  }
  const timeout = parseTimeout(value.timeout, atKey(location, 'timeout'), DEFAULT_TIMEOUT);
  const services = value.services;
  const servicesLocation = atKey(location, 'services');
  if (!isObject(services) || Object.keys(services).length === 0) {
    throw misconfigured(
      servicesLocation,
      'an object that gives directories tasks, such as { "apps/web": { "*.js": "eslint --fix" } }',
      services,
    );
  }
  const declarations = Object.entries(services).map(([directory, service]) =>
    parseService(directory, service, atKey(servicesLocation, directory), timeout),
  );
  return { declarations, timeout };
}

function parseService(
  directory: string,
  value: unknown,
  location: ConfigLocation,
  defaultTimeout: number,
): Declaration {
  const declaration: Declaration = {
    location,
    directory: parseDirectory(directory, location),
    patterns: [],
    uses: 'all',
    missing: 'fail',
    timeout: defaultTimeout,
  };
  if (!isObject(value) || value.tasks === undefined) {
    return { ...declaration, patterns: parseOwnTasks(value, location) };
  }
  for (const key of Object.keys(value)) {
    if (!isOneOf(SERVICE_KEYS, key)) throw unknownKey(location, key, SERVICE_KEYS);
  }
  const { missing = 'fail', timeout, uses } = value;
  if (missing !== 'fail' && missing !== 'warn') {
    throw misconfigured(atKey(location, 'missing'), '"fail" or "warn"', missing);
  }
  return {
    ...declaration,
    patterns: parseOwnTasks(value.tasks, atKey(location, 'tasks')),
    uses: uses === undefined ? 'all' : parseUses(uses, atKey(location, 'uses')),
    missing,
    timeout: parseTimeout(timeout, atKey(location, 'timeout'), defaultTimeout),
  };
}

/** Stricter than lint-staged: also refuses mistakes that would have the effect that nothing runs. */
function parseOwnTasks(value: unknown, location: ConfigLocation): Pattern[] {
  for (const [key, tasks] of isObject(value) ? Object.entries(value) : []) {
    if (isOneOf(SERVICE_KEYS, key)) {
      throw misconfigured(
        atKey(location, key),
        'a pattern here',
        tasks,
        `Options stand beside "tasks"; a file called ${key} is matched by "**/${key}".`,
      );
    }
    if (isObject(tasks) && tasks.title === undefined) {
      const meant = didYouMean(key, SERVICE_KEYS);
      if (meant !== undefined) throw misconfigured(atKey(location, key), 'a command', tasks, meant);
    }
    const lists: unknown[] = Array.isArray(tasks) ? [tasks, ...(tasks as unknown[])] : [];
    if (lists.some((list) => Array.isArray(list) && list.length === 0)) {
      throw misconfigured(atKey(location, key), 'at least one command', tasks);
    }
  }
  return parseTasks(value, location);
}

function parseTimeout(value: unknown, location: ConfigLocation, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (typeof value === 'number' && value > 0 && value <= MAX_TIMEOUT) return value;
  throw misconfigured(location, `seconds: a number above 0, at most ${MAX_TIMEOUT}`, value);
}

function parseUses(value: unknown, location: ConfigLocation): string[] {
  if (!Array.isArray(value)) throw misconfigured(location, 'a list of services', value);
  return value.map((item: unknown, index) => {
    const itemLocation = atKey(location, String(index));
    if (typeof item !== 'string')
      throw misconfigured(itemLocation, 'the directory of a service', item);
    return parseDirectory(item, itemLocation);
  });
}

/** `./apps/web/` → `apps/web`, `.` → ``. */
function parseDirectory(written: string, location: ConfigLocation): string {
  const segments = written.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (written === '' || written.startsWith('/') || segments.includes('..')) {
    throw misconfigured(location, 'a directory from the top of the repository', written);
  }
  return segments.join('/');
}

const isOneOf = (words: readonly string[], word: string): boolean => words.includes(word);
