// Plans the line that `init` adds to .gitattributes: LF line ends for the rc file, unless it has them already.
import type { ManualStep, FileEdit } from '../../base/model/init-plan.ts';
import { splitNames } from '../../base/names.ts';
import type { RepoPath } from '../../base/paths.ts';
import { git } from '../../git/git.ts';
import type { Repository } from '../../git/repository.ts';
import { RC_ATTRIBUTES, RC_NAME } from '../../hook/rc-file.ts';
import type { WorkingTree } from '../working-tree.ts';

const PATH = '.gitattributes' as RepoPath;

/** The edit of .gitattributes, or a manual step if the file is not UTF-8; neither if it is not needed. */
export async function planAttributes(
  { gitContext }: Repository,
  tree: WorkingTree,
): Promise<{ edits: FileEdit[]; manualSteps: ManualStep[] }> {
  const { stdout } = await git(gitContext, ['check-attr', '-z', 'text', 'eol', '--', RC_NAME], {
    settings: ['core.attributesFile=/dev/null'], // the user's own attributes, which other clones do not have
  });
  // .lefthookrc\0text\0auto\0.lefthookrc\0eol\0lf\0
  const [, , text, , , eol] = splitNames(stdout);
  if (text === 'unset' || eol === 'lf') return { edits: [], manualSteps: [] };
  const before = tree.read(PATH);
  if (before?.includes('\ufffd') === true) {
    return { edits: [], manualSteps: [{ what: `To ${PATH}:`, lines: [RC_ATTRIBUTES] }] };
  }
  return { edits: [{ path: PATH, before, after: withLine(before ?? '') }], manualSteps: [] };
}

function withLine(text: string): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const start = text === '' || text.endsWith('\n') ? text : text + newline;
  return start + RC_ATTRIBUTES + newline;
}
