// File names between bytes and strings, without loss: bytes that are not UTF-8 become lone surrogates
// (U+DC80 to U+DCFF), as Python's `surrogateescape` does, and come back as they were.
import { isUtf8 } from 'node:buffer';

/** The string of a name's bytes. Every byte sequence has one, and `encodeName` gives it back. */
export function decodeName(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let name = '';
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length === 0) name += String.fromCharCode(0xdc00 + bytes.readUInt8(at++));
    else name += bytes.toString('utf8', at, (at += length));
  }
  return name;
}

/** The bytes of a name that `decodeName` made. */
export function encodeName(name: string): Buffer {
  if (isPlainName(name)) return Buffer.from(name);
  const parts = name.split(/([\udc80-\udcff])/u);
  return Buffer.concat(
    parts.map((part, index) =>
      index % 2 === 1 ? Buffer.from([part.charCodeAt(0) - 0xdc00]) : Buffer.from(part),
    ),
  );
}

/** Whether Node can hand the name to the system as a string. */
export const isPlainName = (name: string): boolean => name.isWellFormed();

/** What Node's `fs` takes for this path: the string, or its bytes where they are not UTF-8. */
export const fsPath = (path: string): string | Buffer =>
  isPlainName(path) ? path : encodeName(path);

/** Splits NUL-separated (and NUL-ended) output into names. */
export function splitNames(output: Buffer): string[] {
  if (output.length === 0) return [];
  const end = output.at(-1) === 0 ? output.length - 1 : output.length;
  if (isUtf8(output)) return output.toString('utf8', 0, end).split('\0');
  const names: string[] = [];
  for (let at = 0; at <= end;) {
    const stop = output.indexOf(0, at);
    const until = stop === -1 || stop > end ? end : stop;
    names.push(decodeName(output.subarray(at, until)));
    at = until + 1;
  }
  return names;
}

/** Names as the NUL-ended list that git reads from standard input. */
export const joinNames = (names: readonly string[]): Buffer =>
  encodeName(names.map((name) => `${name}\0`).join(''));

function sequenceLength(bytes: Buffer, at: number): number {
  for (const length of [1, 2, 3, 4]) {
    if (at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length))) return length;
  }
  return 0;
}
