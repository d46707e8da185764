// Finds lefthook as the script of the git hook does, and asks it for its merged configuration.
import { forLinters, variable } from '../base/environment.ts';
import { absolutePath, joinPath, type AbsolutePath } from '../base/paths.ts';
import { outputOf } from '../doctor/program-version.ts';
import type { Repository } from '../git/repository.ts';
import { readLefthook, type LefthookConfiguration } from '../hook/read-lefthook.ts';
import { findProgram } from '../lint/find-program.ts';
import type { WorkingTree } from './working-tree.ts';

export interface LefthookProgram {
  readonly program: AbsolutePath;
  /** Arguments that come before lefthook's own: `exec lefthook` for Bundler. */
  readonly args: readonly string[];
}

/** Looks at LEFTHOOK_BIN, the top's node_modules, PATH, and Bundler's Gemfile.lock, in this order. */
export function findLefthook(
  { top }: Repository,
  { read }: WorkingTree,
): LefthookProgram | undefined {
  const own = variable('LEFTHOOK_BIN');
  const program = own === undefined ? onPath('lefthook', top) : absolutePath(own);
  if (program !== undefined) return { program, args: [] };
  if (!/^ {4}lefthook \(/m.test(read('Gemfile.lock') ?? '')) return undefined;
  const bundle = onPath('bundle', top);
  return bundle && { program: bundle, args: ['exec', 'lefthook'] };
}

/** The configuration merged with `extends`, fetched remotes and the local file; `undefined` if lefthook fails. */
export async function mergedLefthook(
  repository: Repository,
  tree: WorkingTree,
): Promise<LefthookConfiguration | undefined> {
  const lefthook = findLefthook(repository, tree);
  if (lefthook === undefined) return undefined;
  const call = { program: lefthook.program, directory: repository.top, environment: forLinters() };
  const text = await outputOf(call, [...lefthook.args, 'dump']);
  return text === undefined ? undefined : readLefthook(text);
}

/** Finds a program on the PATH that the hook has: the rc file puts the top's `node_modules/.bin` first. */
export function onPath(name: string, top: AbsolutePath): AbsolutePath | undefined {
  const inherited = (variable('PATH') ?? '').split(':').filter((each) => each.startsWith('/'));
  const path = [joinPath(top, 'node_modules/.bin'), ...inherited.map(absolutePath)];
  const search = findProgram(name, top, path);
  return search.kind === 'found' ? search.program : undefined;
}
