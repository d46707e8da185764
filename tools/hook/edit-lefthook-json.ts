// Adds switchyard's jobs to the text of a lefthook.json or lefthook.jsonc. Everything else stays as it is written.
import { addElements, addMembers, plainJson } from '../base/edit-json.ts';
import { neededSettings, type LefthookEdit, type Wanted } from './edit-lefthook.ts';
import { groupLines } from './lefthook-jobs.ts';
import { callsSwitchyard, readLefthook } from './read-lefthook.ts';

const CANNOT: LefthookEdit = { kind: 'conflict', why: 'it is not JSON that can be read' };

/** Adds the jobs and the settings that they need to `text`. */
export async function addToLefthookJson(text: string, wanted: Wanted): Promise<LefthookEdit> {
  const { parse } = await import('yaml');
  const known = await readLefthook(plainJson(text));
  if (known === undefined) return CANNOT;
  if (known.jobs.some(({ run }) => callsSwitchyard(run))) return { kind: 'unchanged' };
  const settings = neededSettings(known);
  if (typeof settings === 'string') return { kind: 'conflict', why: settings };
  const jobs = parse(groupLines(wanted.services, wanted.isOpen).join('\n')) as unknown[];
  const withSettings = addMembers(text, [], Object.fromEntries(settings));
  const edited = withSettings && addElements(withSettings, ['pre-commit', 'jobs'], jobs);
  return edited === undefined ? CANNOT : { kind: 'edited', text: edited };
}
