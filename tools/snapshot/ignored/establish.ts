// Makes a path of the checkout as described by a `Wanted`. Writes only there, and never through a link.
import { makeLink, makePrivateDirectory, writeCopy } from '../../base/files.ts';
import { below, type AbsolutePath } from '../../base/paths.ts';
import {
  linkText,
  listDirectory,
  lstat,
  readContent,
  typeOf,
  type EntryType,
} from '../../base/lookups.ts';
import { remove } from '../../base/remove.ts';
import type { Wanted, WantedDirectory } from './wanted.ts';

/**
 * Makes `path` what `wanted` says; its parent must be a directory, not a link. What is right already is left alone.
 * Everything else there is removed, except what a wanted directory `spares`.
 */
export function establish(path: AbsolutePath, wanted: Wanted): void {
  const found = lstat(path);
  make(path, wanted, found && typeOf(found));
}

function make(path: AbsolutePath, wanted: Wanted, present: EntryType | undefined): void {
  switch (wanted.kind) {
    case 'link':
      if (present === 'link' && linkText(path) === wanted.text) return;
      if (present !== undefined) remove(path);
      makeLink(path, wanted.text);
      return;
    case 'file': {
      const content = wanted.content();
      if (present === 'file' && content !== undefined && isFile(path, wanted.mode, content)) return;
      if (present !== undefined) remove(path);
      if (content !== undefined) writeCopy(path, content, wanted.mode);
      return;
    }
    case 'directory':
    case 'own-directory':
      if (present !== undefined && present !== 'directory') remove(path);
      if (present !== 'directory') makePrivateDirectory(path);
      if (wanted.kind === 'directory') fill(path, wanted, present === 'directory');
  }
}

function fill(path: AbsolutePath, wanted: WantedDirectory, hadContent: boolean): void {
  const present = new Map<string, EntryType>();
  for (const { name, type } of hadContent ? listDirectory(path) : []) {
    if (wanted.children.has(name)) present.set(name, type);
    else if (!wanted.spares(name)) remove(below(path, name));
  }
  for (const [name, child] of wanted.children) make(below(path, name), child, present.get(name));
}

const isFile = (path: AbsolutePath, mode: number, content: Buffer): boolean =>
  lstat(path)?.mode === BigInt(0o100000 | mode) && readContent(path)?.equals(content) === true;

/**
 * The paths, from `path` downwards, whose identities show whether somebody changed what was made: without directories
 * that linters fill, and without files unless `files` is set (linters may keep some of them up to date).
 */
export function watchedPaths(path: AbsolutePath, wanted: Wanted, files: boolean): AbsolutePath[] {
  if (wanted.kind !== 'directory') return wanted.kind === 'own-directory' ? [] : [path];
  const watched = [...wanted.children].filter(([, child]) => files || child.kind === 'directory');
  return [
    path,
    ...watched.flatMap(([name, child]) => watchedPaths(below(path, name), child, files)),
  ];
}
