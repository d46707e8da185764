// The configuration of the linters' repository: some of the settings of the user's repository.
import { writeScratch } from '../base/files.ts';
import { fileIdentity } from '../base/lookups.ts';
import { joinPath } from '../base/paths.ts';
import { readText } from '../base/read-text.ts';
import { git } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import type { Slot } from './slot.ts';

/**
 * The settings that match `KEPT`, as the text of a configuration file. Cached in the slot while the user's files are
 * unchanged, which saves a git process on every commit.
 */
export async function linterSettings(repository: Repository, slot: Slot): Promise<string> {
  const sources = [
    joinPath(repository.commonDirectory, 'config'),
    joinPath(repository.gitDirectory, 'config.worktree'),
  ];
  const header = `# ${sources.map(fileIdentity).join(', ')}\n`;
  const memory = joinPath(slot.directory, 'settings');
  const remembered = readText(memory) ?? '';
  if (remembered.startsWith(header)) return remembered;
  const list = ['config', '--list', '-z', '--local'];
  const { stdout } = await git(repository.gitContext, list, { expected: [1] });
  // `core.autocrlf\ninput\0`, without a newline where the key has no value
  const settings = stdout.toString().split('\0');
  const rendered = header + render(repository, settings);
  // Not cached if other files are included: changes of those would not be noticed.
  const isWhole = !settings.some((entry) => /^include(if\.|\.)/.test(entry));
  if (isWhole) writeScratch(memory, rendered, 'w');
  return rendered;
}

/** Those of `settings`, and of the repository's own attributes, by which git converts what it checks out. */
export const conversionSettings = ({ commonDirectory }: Repository, settings: string): string =>
  [
    ...(settings.match(CONVERTING) ?? []),
    readText(joinPath(commonDirectory, 'info/attributes')) ?? '',
  ].join('\n');

const CONVERTING = /^\[(?:core\]\n\t(?:autocrlf|eol|attributesfile)|filter .*\n\t).*$/gim;

function render(repository: Repository, settings: readonly string[]): string {
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
  for (const entry of settings) {
    const newline = entry.indexOf('\n');
    const key = newline === -1 ? entry : entry.slice(0, newline);
    if (!KEPT.test(key)) continue;
    lines.push(...configLines(key, newline === -1 ? undefined : entry.slice(newline + 1)));
  }
  return `${lines.join('\n')}\n`;
}

/** Settings on content, the user's identity and remotes (for partial clones); none that start programs unasked. */
const KEPT =
  /^(core\.(autocrlf|eol|filemode|symlinks|ignorecase|precomposeunicode|attributesfile|excludesfile|abbrev)|filter\..*|diff\..*|user\..*|i18n\..*|remote\..*\.(url|fetch|promisor|partialclonefilter)|branch\..*|lfs\..*)$/;

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
