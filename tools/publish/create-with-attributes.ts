// Creates files with the owner, mode, access list and extended attributes of others.
import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { checkpoint } from '../base/checkpoint.ts';
import { inherited } from '../base/environment.ts';
import { lstatIfExists, makePrivateDirectory, moveFile, writeScratch } from '../base/files.ts';
import { joinNames } from '../base/names.ts';
import { makeWritable, setOwnerAndMode } from '../base/owner-and-mode.ts';
import { baseName, joinPath, type AbsolutePath } from '../base/paths.ts';
import { remove } from '../base/remove.ts';

export interface FileToCreate {
  readonly path: AbsolutePath;
  readonly content: Buffer;
  /** The file whose owner, mode and extended attributes it gets. */
  readonly model: AbsolutePath;
}

/**
 * Creates files that do not exist yet, not synced, and returns those that did not get owner and mode. Extended
 * attributes are copied by GNU cp, as Node cannot read them; without GNU cp, they are not copied.
 */
export async function createWithAttributes(
  files: readonly FileToCreate[],
): Promise<readonly FileToCreate[]> {
  await Promise.all(byDistinctNames(files).map(createEmpty));
  return files.filter(({ path, content, model }) => {
    if (lstatIfExists(path) !== undefined) makeWritable(path);
    writeScratch(path, content, 'a'); // to what cp made; it is empty
    const stats = lstatIfExists(model);
    return stats === undefined || !setOwnerAndMode(path, stats);
  });
}

/**
 * Groups files for one `cp` each: files of one directory whose models have different names, since `cp` creates
 * them in one directory under these names.
 */
function byDistinctNames(files: readonly FileToCreate[]): FileToCreate[][] {
  const groups = new Map<string, FileToCreate[]>();
  const seen = new Map<string, number>();
  for (const file of files) {
    const name = `${dirname(file.path)}/${baseName(file.model)}`;
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    const group = `${dirname(file.path)} ${count}`;
    groups.set(group, [...(groups.get(group) ?? []), file]);
  }
  return [...groups.values()];
}

async function createEmpty(files: readonly FileToCreate[]): Promise<void> {
  const [first] = files;
  if (first === undefined) return;
  const directory = `${first.path}.d` as AbsolutePath;
  makePrivateDirectory(directory);
  await copyAttributes(
    files.map(({ model }) => model),
    directory,
  );
  for (const { path, model } of files) {
    const made = joinPath(directory, baseName(model));
    if (lstatIfExists(made)?.isFile() === true) moveFile(made, path);
  }
  remove(directory);
}

/** Runs GNU cp through `xargs`, which can pass on any number of names, also such that are not UTF-8. */
function copyAttributes(files: readonly AbsolutePath[], directory: AbsolutePath): Promise<void> {
  checkpoint('before cp');
  // No time stamps: the content is new. `all` does not fail on a file system without extended attributes.
  const cp = ['cp', '--attributes-only', '--preserve=all', '--no-preserve=timestamps,links'];
  return new Promise((resolve) => {
    const child = spawn('xargs', ['-0', ...cp, '-t', directory, '--'], {
      env: inherited(),
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(joinNames(files));
    child.on('error', () => {
      resolve();
    });
    child.on('close', () => {
      checkpoint('after cp');
      resolve();
    });
  });
}
