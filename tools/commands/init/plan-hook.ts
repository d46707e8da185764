// Plans the files with which lefthook starts switchyard: lefthook.yml, the rc file, and .gitattributes for its line
// ends. Where the rc file is another's, none of them is written, and the user is told what to do by hand.
import type { ManualStep, FileEdit } from '../../base/model/init-plan.ts';
import type { RepoPath } from '../../base/paths.ts';
import type { Repository } from '../../git/repository.ts';
import {
  addToLefthook,
  isOtherRc,
  linesToAdd,
  missingSettings,
  newLefthook,
  type LefthookEdit,
  type Wanted,
} from '../../hook/edit-lefthook.ts';
import { addServiceJobs } from '../../hook/add-service-jobs.ts';
import { addToLefthookJson } from '../../hook/edit-lefthook-json.ts';
import { formatOf, LEFTHOOK_NAMES } from '../../hook/lefthook-names.ts';
import { tomlToAdd } from '../../hook/lefthook-toml.ts';
import { hasWindowsEnds, isSwitchyardRc, RC_FILE, RC_NAME, RC_PATH } from '../../hook/rc-file.ts';
import {
  callsSwitchyard,
  isStaging,
  lintedServices,
  readLefthookFile,
  type LefthookConfiguration,
} from '../../hook/read-lefthook.ts';
import { migrateStagingJobs } from '../../init/migrate-hook-tools.ts';
import { mergedLefthook } from '../lefthook-program.ts';
import { planAttributes } from './plan-attributes.ts';
import type { WorkingTree } from '../working-tree.ts';

export interface HookPlan {
  readonly edits: readonly FileEdit[];
  readonly manualSteps: readonly ManualStep[];
  /** Whether nothing has to be done by hand before lefthook can start switchyard. */
  readonly isReady: boolean;
}

/** Plans the edits that make lefthook start switchyard for the services in `wanted`. Writes nothing. */
export async function planHook(
  repository: Repository,
  tree: WorkingTree,
  wanted: Wanted,
): Promise<HookPlan> {
  const file = LEFTHOOK_NAMES.find(tree.has) as RepoPath | undefined;
  const before = file === undefined ? undefined : tree.read(file);
  const rcText = tree.read(RC_NAME);
  const foreignRc = rcText !== undefined && !isSwitchyardRc(rcText);
  const planned = async (
    edits: readonly FileEdit[],
    items: readonly ManualStep[],
    isReady: boolean,
  ): Promise<HookPlan> => {
    const attributes = await planAttributes(repository, tree);
    return {
      edits: [...edits, ...planRc(rcText), ...attributes.edits],
      manualSteps: [...items, ...attributes.manualSteps],
      isReady,
    };
  };

  if (file === undefined || before === undefined) {
    const path = 'lefthook.yml' as RepoPath;
    if (foreignRc)
      return onlyManual([
        rcToComplete(RC_PATH),
        { what: `A new ${path}:`, lines: lines(newLefthook(wanted)) },
      ]);
    return planned([{ path, before: undefined, after: newLefthook(wanted) }], [], true);
  }
  const known = (await mergedLefthook(repository, tree)) ?? (await readLefthookFile(file, before));
  const migrations = migrateStagingJobs(known?.jobs.filter(isStaging) ?? [], file);
  const edit = await editOf(file, before, known, wanted);
  const settings = missingSettings(known);
  if (edit.kind === 'conflict') {
    const items = [...(await linesFor(file, edit.why, wanted, settings)), ...migrations];
    const otherRc = known !== undefined && isOtherRc(known) ? known.rc : undefined;
    if (otherRc === undefined && !foreignRc) return planned([], items, false);
    return onlyManual([rcToComplete(otherRc ?? RC_PATH), ...items]);
  }
  if (foreignRc) {
    const then = { what: `Then in ${file}:`, lines: linesToAdd(wanted, settings) };
    return onlyManual([rcToComplete(RC_PATH), then, ...migrations]);
  }
  const edits = edit.kind === 'edited' ? [{ path: file, before, after: edit.text }] : [];
  return planned(edits, migrations, true);
}

async function linesFor(
  file: string,
  why: string,
  wanted: Wanted,
  settings: ReadonlyMap<string, unknown>,
): Promise<ManualStep[]> {
  if (formatOf(file) !== 'toml') {
    const what = `${file} is not changed, as ${why}. In YAML, it needs:`;
    return [{ what, lines: linesToAdd(wanted, settings) }];
  }
  const { top, end } = await tomlToAdd(wanted, settings);
  return [
    { what: `${file} is not changed, as ${why}. Above its first table, it needs:`, lines: top },
    { what: `At the end of ${file}:`, lines: end },
  ].filter(({ lines }) => lines.length > 0);
}

/** A new rc file, or LF line ends for switchyard's own. */
function planRc(before: string | undefined): FileEdit[] {
  const path = RC_NAME as RepoPath;
  if (before === undefined) return [{ path, before, after: RC_FILE }];
  return hasWindowsEnds(before) ? [{ path, before, after: before.replaceAll('\r\n', '\n') }] : [];
}

/** If jobs in this or another file that lefthook merges call switchyard already, only adds jobs for new services. */
async function editOf(
  file: string,
  before: string,
  known: LefthookConfiguration | undefined,
  wanted: Wanted,
): Promise<LefthookEdit> {
  if (known?.jobs.some(({ run }) => callsSwitchyard(run)) === true) {
    const linted = lintedServices(known.jobs);
    const missing =
      linted === 'all' ? [] : wanted.services.filter(({ directory }) => !linted.has(directory));
    const text = formatOf(file) === 'yaml' ? await addServiceJobs(before, missing) : undefined;
    return text === undefined ? { kind: 'unchanged' } : { kind: 'edited', text };
  }
  switch (formatOf(file)) {
    case 'yaml':
      return addToLefthook(before, wanted);
    case 'json':
      return addToLefthookJson(before, wanted);
    case 'toml':
      return { kind: 'conflict', why: 'it is TOML' };
  }
}

const onlyManual = (items: readonly ManualStep[]): HookPlan => ({
  edits: [],
  manualSteps: items,
  isReady: false,
});

const rcToComplete = (path: string): ManualStep => ({
  what: `The file that \`rc:\` names (${path}) must hold what switchyard needs:`,
  lines: lines(RC_FILE),
});

const lines = (text: string): string[] => text.split('\n').slice(0, -1);
