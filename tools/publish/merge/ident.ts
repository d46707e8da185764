// Handles `$Id: 5716ca59… $`, which git's attribute `ident` expands to the id of the blob that was checked out. The
// working file may have been checked out from another blob than the snapshot: that difference is not an edit.
import { createHash } from 'node:crypto';
import type { ConvertedSides, Sides } from './diff.ts';

/**
 * The texts with `$Id$` unexpanded. `undefined` unless git expanded it in base, and the edit has only one form of it.
 */
export function readIdent({ base, edit, fix }: Sides): ConvertedSides | undefined {
  if (!base.includes('$Id: ') || [base, edit, fix].some((text) => text.length > MAX_SIZE))
    return undefined;
  const name = EXPANDED.exec(base.toString('latin1'))?.[1];
  if (name === undefined || !isOf(collapse(base), name)) return undefined;
  const [form, ...others] = new Set(edit.toString('latin1').match(ANY));
  if (form === undefined || others.length > 0) return undefined;
  return {
    sides: { base: collapse(base), edit: collapse(edit), fix: collapse(fix) },
    restore: (text) => replace(text, form),
  };
}

/** Bytes: Node cannot make much longer strings. */
const MAX_SIZE = 256 << 20;

const EXPANDED = /\$Id: ([0-9a-f]{40}(?:[0-9a-f]{24})?) \$/;
const ANY = /\$Id(?:: [0-9a-f]{40}(?:[0-9a-f]{24})? )?\$/g;

const replace = (text: Buffer, form: string): Buffer =>
  Buffer.from(text.toString('latin1').replace(ANY, form.replaceAll('$', '$$$$')), 'latin1');

const collapse = (text: Buffer): Buffer => replace(text, '$Id$');

/** Whether `text` is the content of the blob with the id `name`, as it is or with LF for CRLF. */
const isOf = (text: Buffer, name: string): boolean =>
  [text, Buffer.from(text.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')].some(
    (blob) =>
      createHash(name.length === 40 ? 'sha1' : 'sha256')
        .update(`blob ${blob.length}\0`)
        .update(blob)
        .digest('hex') === name,
  );
