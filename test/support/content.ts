// What a scenario says about a file, and the way of it into a working tree and back.
import { isUtf8 } from 'node:buffer';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fsPath } from '../../tools/base/names.ts';

/** A file: its text, or its bytes where they are not UTF-8. */
export type Content =
  | string
  | Buffer
  | { readonly executable: string | Buffer }
  | { readonly link: string }
  | { readonly submodule: string };

export type Files = Readonly<Record<string, Content>>;

/** `null` for a file that is gone. */
export type Changes = Readonly<Record<string, Content | null>>;

/** Makes the files below `directory` what `changes` says, in place of whatever was there. */
export function write(directory: string, changes: Changes): void {
  for (const [path, content] of Object.entries(changes)) {
    const file = fsPath(join(directory, path));
    rmSync(file, { recursive: true, force: true });
    if (content === null) continue;
    mkdirSync(fsPath(dirname(join(directory, path))), { recursive: true });
    if (typeof content === 'string' || Buffer.isBuffer(content)) writeFileSync(file, content);
    else if ('link' in content) symlinkSync(content.link, file);
    else if ('submodule' in content) mkdirSync(file);
    else {
      writeFileSync(file, content.executable);
      chmodSync(file, 0o755);
    }
  }
}

/** What is at `path` below `directory`, in the words of a scenario. */
export function read(directory: string, path: string): Content {
  const file = fsPath(join(directory, path));
  const { mode } = lstatSync(file);
  if ((mode & 0o170000) === 0o120000) return { link: readlinkSync(file) };
  return contentOf(mode & 0o100 ? '100755' : '100644', readFileSync(file));
}

/** The content of an entry of git's with these bytes. */
export function contentOf(mode: string, bytes: Buffer): Content {
  const text = isUtf8(bytes) ? bytes.toString() : bytes;
  if (mode === '100755') return { executable: text };
  return mode === '120000' ? { link: bytes.toString() } : text;
}
