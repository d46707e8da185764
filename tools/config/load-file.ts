// Loads one configuration file: its value, not validated yet.
import { Failure } from '../base/errors.ts';
import type { AbsolutePath, RepoPath } from '../base/paths.ts';
import { isPackageFile, isScript } from './configuration-names.ts';
import { importConfiguration } from './import-configuration.ts';
import { misconfigured, type ConfigLocation } from './misconfigured.ts';
import { parseJson } from './parse-json.ts';
import { isObject, Unrepresentable } from './shape.ts';

export interface ConfigurationFile {
  readonly path: RepoPath;
  /** Reads its bytes, from the tree that is linted, or from the working tree if it is untracked. */
  readonly read: () => Promise<Buffer>;
  /** The path of a file with these bytes in a checkout of the tree, from which JavaScript can be imported. */
  readonly locate: () => Promise<AbsolutePath>;
}

export interface Loading {
  readonly hostProgram: readonly string[];
  readonly signal: AbortSignal;
  /** Registers a function to be called when the configuration's functions are no longer needed. */
  readonly onClose: (close: () => void) => void;
}

export interface LoadedFile {
  readonly location: ConfigLocation;
  readonly value: unknown;
}

/** The key of a package file that holds configuration, and also the format of that configuration. */
export type PackageKey = 'switchyard' | 'lint-staged';

/**
 * The value of the file, or in a package file the value of `key`; `undefined` if a package file does not have it. Fails
 * with `usage` if the file cannot be parsed or imported.
 */
export async function loadFile(
  file: ConfigurationFile,
  key: PackageKey,
  loading: Loading,
): Promise<LoadedFile | undefined> {
  const location = { file: file.path, keys: [] };
  if (isScript(file.path)) return { location, value: await loadProgram(file, loading) };
  const bytes = await file.read();
  if (!isPackageFile(file.path)) {
    return { location, value: await parseText(file.path, bytes.toString(), key === 'switchyard') };
  }
  // Not parsed without need: most package files do not have the key, and some are invalid.
  if (!bytes.includes(key)) return undefined;
  const content = await parseText(file.path, bytes.toString(), false);
  const value = isObject(content) ? content[key] : undefined;
  const isDeclared = value !== undefined && value !== null && value !== false;
  return isDeclared ? { location: { ...location, keys: [key] }, value } : undefined;
}

async function loadProgram(file: ConfigurationFile, loading: Loading): Promise<unknown> {
  const { hostProgram, signal } = loading;
  const imported = await importConfiguration({
    path: file.path,
    file: await file.locate(),
    hostProgram,
    signal,
  });
  loading.onClose(imported.close);
  if (imported.value === undefined) {
    throw new Failure('usage', `${file.path} has no default export.`, {
      next: 'Export the configuration with `export default` or `module.exports =`.',
    });
  }
  return imported.value;
}

async function parseText(path: RepoPath, text: string, eachKeyOnce: boolean): Promise<unknown> {
  const isYaml = !path.endsWith('.json');
  if (isYaml && !/^\s*\{/.test(text)) return parseYaml(path, text);
  const parsed = parseJson(text);
  if (parsed.kind === 'problem') {
    if (isYaml) return parseYaml(path, text);
    const { line, column, expected, found } = parsed.problem;
    throw new Failure('usage', `${path}:${line}:${column}: expected ${expected}, found ${found}.`);
  }
  const [repeated] = parsed.repeated;
  if (eachKeyOnce && repeated !== undefined) {
    const keys = repeated.keys.slice(0, -1);
    const found = `${JSON.stringify(repeated.keys.at(-1))} again in line ${repeated.line}`;
    throw misconfigured({ file: path, keys }, 'each key once', new Unrepresentable(found));
  }
  return parsed.value;
}

async function parseYaml(path: RepoPath, text: string): Promise<unknown> {
  const { parse, YAMLParseError } = await import('yaml');
  try {
    return parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    const [at] = error.linePos ?? [];
    const location = at === undefined ? path : `${path}:${at.line}:${at.col}`;
    const [reason = ''] = error.message.split(/ at line \d+, column \d+:/);
    throw new Failure('usage', `${location}: this is not YAML: ${reason}.`);
  }
}
