// Adds scripts to a package.json.
import { addMembers } from '../base/edit-json.ts';

export type ScriptsEdit =
  | { readonly kind: 'edited'; readonly text: string }
  | { readonly kind: 'unchanged' }
  /** The text is not what a package.json looks like. */
  | { readonly kind: 'impossible' };

/** Adds the scripts that are not there by name. Never changes one that is. */
export function addScripts(text: string, scripts: ReadonlyMap<string, string>): ScriptsEdit {
  const edited = addMembers(text, ['scripts'], Object.fromEntries(scripts));
  if (edited === undefined) return { kind: 'impossible' };
  return edited === text ? { kind: 'unchanged' } : { kind: 'edited', text: edited };
}
