// Adds to the inputs of a result the files that settings outside of the repository name (`inherit_from: ~/team/rules.yml`).
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { lstat, readContent, realPath } from '../base/lookups.ts';
import { absolutePath, baseName, resolvePath, type AbsolutePath } from '../base/paths.ts';
import type { InputCollector } from './inputs.ts';
import { SYSTEM_PATHS } from './paths-out.ts';

/** Files that programs write in normal use (histories, logs, locks); they are not added. */
export const VOLATILE =
  /hist|lesshst|viminfo|zcompdump|authority|hsts|v8flags|\.lock$|\.log$|\.sw[a-p]$|^\.(z$|zlua|fasd|DS_Store|bash_|zsh_|dbshell|sudo_as|xsession|claude|selected_editor|wget)/i;

/** Adds what `path` is and, if it is a link, what that leads to. */
export function addFile(path: AbsolutePath, inputs: InputCollector): void {
  if (inputs.addState(path)?.isSymbolicLink() !== true) return;
  const real = realPath(path);
  if (real !== undefined) inputs.addState(real);
}

/**
 * Adds `file` as `addFile` does, the files that its text names by absolute paths or by paths from its own directory, and
 * those that these name. No directories: caches are among them.
 */
export function addFileWithNamed(
  file: AbsolutePath,
  inputs: InputCollector,
  added = new Set<AbsolutePath>(),
): void {
  if (added.has(file)) return;
  added.add(file);
  addFile(file, inputs);
  const real = realPath(file);
  if (real === undefined || real.includes('/node_modules/')) return;
  for (const directory of new Set([file, real].map((one) => absolutePath(dirname(one))))) {
    for (const word of wordsOf(real)) {
      const path = resolvePath(directory, word.replace(/^~(?=\/)/, homedir()));
      if (SYSTEM_PATHS.test(path) || VOLATILE.test(baseName(path)) || isDirectory(path)) continue;
      addFileWithNamed(path, inputs, added);
    }
  }
}

/** The words of a text that may be paths; none of a file that is too large for settings, or not text. */
function wordsOf(file: AbsolutePath): Set<string> {
  const content = (lstat(file)?.size ?? 0n) > LARGEST ? undefined : readContent(file);
  if (content === undefined || content.includes(0)) return new Set();
  const words = content.toString().split(/[\s"'`,;:=()[\]{}<>*?|]+/);
  return new Set(words.filter((word) => /[./]/.test(word)));
}

const LARGEST = 65_536n; // bytes

const isDirectory = (path: AbsolutePath): boolean =>
  lstat(realPath(path) ?? path)?.isDirectory() === true;
