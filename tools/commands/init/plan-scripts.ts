// Plans the scripts that `init` adds to package.json.
import type { ManualStep, FileEdit } from '../../base/model/init-plan.ts';
import type { RepoPath } from '../../base/paths.ts';
import { addScripts } from '../../init/edit-scripts.ts';
import { readPackageFile } from '../../init/package-file.ts';
import { listedText } from '../../init/tool-use.ts';
import type { WorkingTree } from '../working-tree.ts';

/** Scripts with the same names that do something else are kept, and listed in `manualSteps`. */
export function planScripts(
  tree: WorkingTree,
  isHookReady: boolean,
): { edits: FileEdit[]; manualSteps: ManualStep[] } {
  const path = 'package.json' as RepoPath;
  const before = listedText(tree, path);
  if (before === undefined) return { edits: [], manualSteps: [] };
  const scripts = new Map([
    ['lint:staged', 'switchyard run'],
    ...(isHookReady ? [[installScript(tree), 'lefthook install || exit 0'] as const] : []),
  ]);
  const known = readPackageFile(tree, '' as RepoPath)?.scripts ?? {};
  // The hook does not need `lint:staged`. One that does not call lint-staged may be part of a task: it is not listed.
  const others = [...scripts].filter(([name, command]) => {
    const own = known[name];
    if (own === undefined || own.includes(command.split(' ')[0] ?? '')) return false;
    return name !== 'lint:staged' || own.includes('lint-staged');
  });
  const lines = (all: Iterable<readonly [string, string]>): string[] =>
    [...all].map(([name, command]) => `"${name}": "${command}"`);
  const manualSteps =
    others.length === 0
      ? []
      : [
          {
            what: `${path} has scripts of these names that do something else:`,
            lines: lines(others),
          },
        ];
  const edit = addScripts(before, scripts);
  if (edit.kind === 'edited') return { edits: [{ path, before, after: edit.text }], manualSteps };
  if (edit.kind === 'unchanged') return { edits: [], manualSteps };
  return { edits: [], manualSteps: [{ what: `To "scripts" of ${path}:`, lines: lines(scripts) }] };
}

/** The name of the script that runs after an installation; Yarn from version 2 on does not run `prepare`. */
function installScript(tree: WorkingTree): string {
  const isPrivate = /"private"\s*:\s*true/.test(tree.read('package.json') ?? '');
  return tree.has('.yarnrc.yml') && isPrivate ? 'postinstall' : 'prepare';
}
