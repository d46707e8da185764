// Adds scripts to a package.json.
import { addMembers } from '../base/edit-json.ts';

export type ScriptsEdit =
  | { readonly kind: 'edited'; readonly text: string }
  | { readonly kind: 'unchanged' }
  /** The text is not a JSON object, or its `scripts` is not one. */
  | { readonly kind: 'impossible' };

/** Adds those scripts whose names are not there. Never changes an existing script. */
export function addScripts(text: string, scripts: ReadonlyMap<string, string>): ScriptsEdit {
  const edited = addMembers(text, ['scripts'], Object.fromEntries(scripts));
  if (edited === undefined) return { kind: 'impossible' };
  return edited === text ? { kind: 'unchanged' } : { kind: 'edited', text: edited };
}
