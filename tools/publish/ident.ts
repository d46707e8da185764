// `$Id: 5716ca59… $` of git's attribute `ident`: names the blob that was checked out, which is another one in
// the working file than in the snapshot. That is no edit.
import { createHash } from 'node:crypto';
import type { Readable, Sides } from './diff.ts';

/** `undefined` unless git wrote it into base, and the edit has it in one form only. */
export function readIdent({ base, edit, fix }: Sides): Readable | undefined {
  if (!base.includes('$Id: ') || [base, edit, fix].some((text) => text.length > LARGEST))
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

/** Node makes no string of much more, bytes. */
const LARGEST = 256 << 20;

const EXPANDED = /\$Id: ([0-9a-f]{40}(?:[0-9a-f]{24})?) \$/;
const ANY = /\$Id(?:: [0-9a-f]{40}(?:[0-9a-f]{24})? )?\$/g;

const replace = (text: Buffer, form: string): Buffer =>
  Buffer.from(text.toString('latin1').replace(ANY, form.replaceAll('$', '$$$$')), 'latin1');

const collapse = (text: Buffer): Buffer => replace(text, '$Id$');

/** Whether it is the content of that blob, as it is or with the line ends of a checkout. */
const isOf = (text: Buffer, name: string): boolean =>
  [text, Buffer.from(text.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')].some(
    (blob) =>
      createHash(name.length === 40 ? 'sha1' : 'sha256')
        .update(`blob ${blob.length}\0`)
        .update(blob)
        .digest('hex') === name,
  );
