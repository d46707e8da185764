// Makes a path of the checkout as described by a `EntryDescription`. Writes only there, and never through a link.
import { makeLink, makePrivateDirectory, writeCopy } from '../../../base/files.ts';
import { joinPath, type AbsolutePath } from '../../../base/paths.ts';
import {
  linkText,
  listDirectory,
  lstat,
  readContent,
  typeOf,
  type EntryType,
} from '../../../base/lookups.ts';
import { remove } from '../../../base/remove.ts';
import type { EntryDescription, DirectoryDescription } from '../describe/entry-description.ts';

/**
 * Makes `path` what the description says; its parent must be a directory, not a link. What is correct already is left
 * alone. Everything else there is removed, except what the description of a directory `keeps`.
 */
export function materialise(path: AbsolutePath, description: EntryDescription): void {
  const found = lstat(path);
  make(path, description, found && typeOf(found));
}

function make(
  path: AbsolutePath,
  description: EntryDescription,
  present: EntryType | undefined,
): void {
  switch (description.kind) {
    case 'link':
      if (present === 'link' && linkText(path) === description.text) return;
      if (present !== undefined) remove(path);
      makeLink(path, description.text);
      return;
    case 'file': {
      const content = description.content();
      if (present === 'file' && content !== undefined && isFile(path, description.mode, content))
        return;
      if (present !== undefined) remove(path);
      if (content !== undefined) writeCopy(path, content, description.mode);
      return;
    }
    case 'directory':
    case 'own-directory':
      if (present !== undefined && present !== 'directory') remove(path);
      if (present !== 'directory') makePrivateDirectory(path);
      if (description.kind === 'directory') fill(path, description, present === 'directory');
  }
}

function fill(path: AbsolutePath, description: DirectoryDescription, hadContent: boolean): void {
  const present = new Map<string, EntryType>();
  for (const { name, type } of hadContent ? listDirectory(path) : []) {
    if (description.children.has(name)) present.set(name, type);
    else if (!description.keeps(name)) remove(joinPath(path, name));
  }
  for (const [name, child] of description.children)
    make(joinPath(path, name), child, present.get(name));
}

const isFile = (path: AbsolutePath, mode: number, content: Buffer): boolean =>
  lstat(path)?.mode === BigInt(0o100000 | mode) && readContent(path)?.equals(content) === true;

/**
 * The paths, from `path` downwards, whose identities show whether somebody changed what was made: without directories
 * that linters fill, and without files unless `files` is set (linters may keep some of them up to date).
 */
export function watchedPaths(
  path: AbsolutePath,
  description: EntryDescription,
  files: boolean,
): AbsolutePath[] {
  if (description.kind !== 'directory') return description.kind === 'own-directory' ? [] : [path];
  const watched = [...description.children].filter(
    ([, child]) => files || child.kind === 'directory',
  );
  return [
    path,
    ...watched.flatMap(([name, child]) => watchedPaths(joinPath(path, name), child, files)),
  ];
}
