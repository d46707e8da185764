// lefthook as the hook's own script finds it, and what it says of its configuration.
import { forLinters, variable } from '../base/environment.ts';
import { absolutePath, below, type AbsolutePath } from '../base/paths.ts';
import { outputOf } from '../doctor/program-version.ts';
import type { Repository } from '../git/repository.ts';
import { readLefthook, type LefthookConfiguration } from '../hook/read-lefthook.ts';
import { findProgram } from '../lint/find-program.ts';
import type { WorkingTree } from './working-tree.ts';

export interface LefthookProgram {
  readonly program: AbsolutePath;
  /** What comes before lefthook's own arguments. */
  readonly args: readonly string[];
}

/** In LEFTHOOK_BIN, node_modules, PATH, or of Bundler. */
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

/** With what it extends, remotes that were fetched, and what is local; `undefined` if lefthook cannot say. */
export async function mergedLefthook(
  repository: Repository,
  tree: WorkingTree,
): Promise<LefthookConfiguration | undefined> {
  const lefthook = findLefthook(repository, tree);
  if (lefthook === undefined) return undefined;
  const place = { program: lefthook.program, directory: repository.top, environment: forLinters() };
  const text = await outputOf(place, [...lefthook.args, 'dump']);
  return text === undefined ? undefined : readLefthook(text);
}

/** The rc file puts the programs of the top's packages first. */
export function onPath(name: string, top: AbsolutePath): AbsolutePath | undefined {
  const inherited = (variable('PATH') ?? '').split(':').filter((each) => each.startsWith('/'));
  const path = [below(top, 'node_modules/.bin'), ...inherited.map(absolutePath)];
  const search = findProgram(name, top, path);
  return search.kind === 'found' ? search.program : undefined;
}
