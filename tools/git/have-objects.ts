// Checks whether objects are still in the object database: git removes unreferenced ones after a while.
import type { ObjectId } from '../base/model/lint-result.ts';
import { git } from './git.ts';
import type { Repository } from './repository.ts';

/** Whether all objects with these ids are there. Fails as git does. */
export async function haveObjects(
  { gitContext }: Repository,
  ids: readonly ObjectId[],
): Promise<boolean> {
  if (ids.length === 0) return true;
  const input = Buffer.from(ids.map((id) => `${id}\n`).join(''));
  const { stdout } = await git(gitContext, ['cat-file', '--batch-check'], { input });
  // `257cc56… blob 4` or `257cc56… missing`
  return !/ missing$/m.test(stdout.toString());
}
