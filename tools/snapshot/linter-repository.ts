// The repository that linters find in a snapshot: a small one of its own that answers for the commit-
// to-be and shares nothing with the user's but, for reading, the objects. Made anew for each tree.
import { copyFileSync } from 'node:fs';
import { inspect, makePrivateDirectory, remove, writeScratch } from '../base/files.ts';
import type { ObjectId } from '../base/lint-result.ts';
import { encodeName } from '../base/names.ts';
import { below, type AbsolutePath, type RepoPath } from '../base/paths.ts';
import { copyIndexFile } from '../git/copy-index-file.ts';
import { git } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import type { Slot } from './slot.ts';

/** What the linters' repository repeats of the user's; read while the tree is being checked out. */
export interface Surroundings {
  readonly refs: Buffer;
  readonly config: string;
}

export async function readSurroundings(repository: Repository): Promise<Surroundings> {
  const [refs, config] = await Promise.all([
    git(repository.place, ['for-each-ref', '--format=%(objectname) %(refname)']),
    git(repository.place, ['config', '--list', '-z', '--local'], { expected: [1] }),
  ]);
  return { refs: refs.stdout, config: linterConfig(repository, config.stdout.toString()) };
}

/** Gives `slot.checkout` its `.git`, whose index says that everything checked out is staged. */
export function makeLinterRepository(
  repository: Repository,
  slot: Slot,
  head: ObjectId | undefined,
  { refs, config }: Surroundings,
): void {
  const own = below(slot.checkout, '.git');
  remove(own);
  for (const directory of ['refs/heads', 'objects/info', 'info']) {
    makePrivateDirectory(below(own, directory));
  }
  const write = (path: string, content: string | Buffer): void => {
    writeScratch(below(own, path), content, 'w');
  };
  write('HEAD', `${head ?? 'ref: refs/heads/main'}\n`);
  write('config', config);
  write('packed-refs', refs);
  write('objects/info/alternates', `${quoteAlternate(repository.objects)}\n`);
  for (const path of ['shallow', 'info/attributes', 'info/exclude']) {
    const theirs = below(repository.objects, `../${path}`);
    if (inspect(theirs)?.isFile() === true) copyFileSync(theirs, below(own, path));
  }
  copyIndexFile(slot.index, below(own, 'index'));
}

/** Keeps `paths` out of what git calls untracked: a pattern like `gen/` does not match a link. */
export function excludeFromStatus(slot: Slot, paths: readonly RepoPath[]): void {
  const exclude = below(slot.checkout, '.git/info/exclude');
  const patterns = paths
    .filter((path) => !path.includes('\n'))
    .map((path) => `/${path.replace(/[\\*?[\]!# ]/g, '\\$&')}\n`);
  writeScratch(exclude, encodeName(`\n${patterns.join('')}`), 'a');
}

/** Of the user's settings of this repository those that are `KEPT`, as a configuration file. */
function linterConfig(repository: Repository, listed: string): string {
  const lines = [
    '[core]',
    '\tbare = false',
    ...(repository.objectFormat === 'sha1'
      ? ['\trepositoryformatversion = 0']
      : [
          '\trepositoryformatversion = 1',
          '[extensions]',
          `\tobjectformat = ${repository.objectFormat}`,
        ]),
    '[gc]',
    '\tauto = 0',
  ];
  // `core.autocrlf\ninput\0`, without a newline where the key has no value
  for (const entry of listed.split('\0')) {
    const newline = entry.indexOf('\n');
    const key = newline === -1 ? entry : entry.slice(0, newline);
    if (!KEPT.test(key)) continue;
    lines.push(...configLines(key, newline === -1 ? undefined : entry.slice(newline + 1)));
  }
  return `${lines.join('\n')}\n`;
}

/** What decides how content looks, and who the user is; nothing that runs by itself. */
const KEPT =
  /^(core\.(autocrlf|eol|filemode|symlinks|ignorecase|precomposeunicode|attributesfile|excludesfile|abbrev)|filter\..*|diff\..*|user\..*|i18n\..*|remote\..*\.(url|fetch)|branch\..*|lfs\..*)$/;

function configLines(key: string, value: string | undefined): string[] {
  const first = key.indexOf('.');
  const last = key.lastIndexOf('.');
  const section = key.slice(0, first);
  const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;
  const header =
    first === last ? `[${section}]` : `[${section} ${quoted(key.slice(first + 1, last))}]`;
  const name = key.slice(last + 1);
  if (value === undefined) return [header, `\t${name}`];
  return [header, `\t${name} = ${quoted(value).replaceAll('\n', '\\n').replaceAll('\t', '\\t')}`];
}

const quoteAlternate = (path: AbsolutePath): string =>
  /^["#]|\n/.test(path) ? JSON.stringify(path) : path;
