// Reads a repository's HEAD, index and working tree, and what must not change in them.
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeName, fsPath, splitNames } from '../../tools/base/names.ts';
import { contentOf, read, type Content } from './content.ts';

/** Runs git in the repository. */
export type Git = (args: readonly string[], input?: string) => Buffer;

export type Contents = Record<string, Content>;

/** The files of HEAD; none before the first commit. */
export function headFiles(git: Git): Contents {
  // 100644 blob 257cc56…\tname\0
  const listing = git(['ls-tree', '-r', '-z', '--full-tree', 'HEAD']);
  return entries(git, listing, ([mode, , id]) => [mode, id]);
}

/** The files of the index; an unmerged one as `name:stage`. */
export function indexFiles(git: Git): Contents {
  // 100644 257cc56… 0\tname\0
  return entries(git, git(['ls-files', '-s', '-z']), (words) => words);
}

/** Every file in the working tree. */
export function workingFiles(directory: string): Contents {
  return Object.fromEntries(
    filesBelow(directory, '.git').map((path) => [path, read(directory, path)]),
  );
}

/**
 * What tells whether something was touched: bytes, modes, inodes and times of working files, the
 * entries and flags of the index, and all that the git directory holds besides objects.
 */
export function fingerprint(directory: string, gitDirectory: string, git: Git) {
  const working = filesBelow(directory, '.git').map((path) => {
    const { mode, ino, mtimeNs } = lstatSync(fsPath(join(directory, path)), { bigint: true });
    const content = hash(JSON.stringify(read(directory, path)));
    return [path, `${mode.toString(8)} ${ino} ${mtimeNs} ${content}`] as const;
  });
  const own = ['objects', 'index', 'switchyard', 'COMMIT_EDITMSG'];
  const gitFiles = filesBelow(gitDirectory, ...own).map(
    (path) => [path, hash(readFileSync(fsPath(join(gitDirectory, path))))] as const,
  );
  return {
    worktree: Object.fromEntries(working),
    index: git(['ls-files', '-s', '-v']).toString(),
    git: Object.fromEntries(gitFiles),
  };
}

function entries(
  git: Git,
  output: Buffer,
  fields: (words: string[]) => (string | undefined)[],
): Contents {
  const listed = splitNames(output).map((line) => {
    const tab = line.indexOf('\t');
    const [mode = '', id = '', stage = '0'] = fields(line.slice(0, tab).split(' '));
    const path = line.slice(tab + 1);
    return { mode, id, name: stage === '0' ? path : `${path}:${stage}` };
  });
  const blobs = readBlobs(
    git,
    listed.filter(({ mode }) => mode !== '160000').map(({ id }) => id),
  );
  return Object.fromEntries(
    listed.map(({ mode, id, name }) => [
      name,
      mode === '160000' ? { submodule: id } : contentOf(mode, blobs.get(id) ?? Buffer.alloc(0)),
    ]),
  );
}

function readBlobs(git: Git, ids: readonly string[]): Map<string, Buffer> {
  const output = git(['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
  const blobs = new Map<string, Buffer>();
  // 257cc56… blob 4\nfoo\n\n
  for (let at = 0; at < output.length;) {
    const end = output.indexOf('\n', at);
    const [id = '', , size = ''] = output.toString('latin1', at, end).split(' ');
    blobs.set(id, output.subarray(end + 1, end + 1 + Number(size)));
    at = end + 2 + Number(size);
  }
  return blobs;
}

function filesBelow(directory: string, ...except: string[]): string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(fsPath(join(directory, folder)), {
      withFileTypes: true,
      encoding: 'buffer',
    })) {
      const name = decodeName(entry.name);
      const path = folder === '' ? name : `${folder}/${name}`;
      if (except.includes(path)) continue;
      if (entry.isDirectory()) visit(path);
      else found.push(path);
    }
  };
  visit('');
  return found.sort();
}

const hash = (content: string | Buffer): string =>
  createHash('sha1').update(content).digest('hex').slice(0, 12);
