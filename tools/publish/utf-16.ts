// UTF-16 text, such as `working-tree-encoding` leaves in a working file: compared by lines, as UTF-8.
import type { Readable, Sides } from './diff.ts';

/** `undefined` unless all three are plain text in the same byte order and lose nothing on the way. */
export function readUtf16({ base, edit, fix }: Sides): Readable | undefined {
  for (const order of ['little', 'big'] as const) {
    const [one, two, three] = [base, edit, fix].map((bytes) => decode(bytes, order));
    if (one === undefined || two === undefined || three === undefined) continue;
    return {
      sides: { base: one, edit: two, fix: three },
      restore: (text) => encode(text.toString(), order),
    };
  }
  return undefined;
}

/** Node makes no string of much more, bytes. */
const LARGEST = 256 << 20;

type Order = 'little' | 'big';

/** Bytes that are no text have control characters, or no line end, when they are read so. */
function decode(bytes: Buffer, order: Order): Buffer | undefined {
  if (bytes.length % 2 === 1 || bytes.length > LARGEST || !bytes.includes(0)) return undefined;
  const text = inOrder(bytes, order).toString('utf16le');
  const isText = text.includes('\n') && !/[\0-\x08\x0b\x0e-\x1f]/.test(text);
  return isText && text.isWellFormed() ? Buffer.from(text) : undefined;
}

const encode = (text: string, order: Order): Buffer => inOrder(Buffer.from(text, 'utf16le'), order);

const inOrder = (bytes: Buffer, order: Order): Buffer =>
  order === 'little' ? bytes : Buffer.from(bytes).swap16();
