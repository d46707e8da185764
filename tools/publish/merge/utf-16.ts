// Converts UTF-16 text, as `working-tree-encoding` makes it in a working file, to UTF-8, so that its lines can be
// compared.
import type { ConvertedSides, Sides } from './diff.ts';

/** The texts in UTF-8; `undefined` unless all three are valid UTF-16 text in the same byte order. */
export function readUtf16({ base, edit, fix }: Sides): ConvertedSides | undefined {
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

/** Bytes: Node cannot make much longer strings. */
const MAX_SIZE = 256 << 20;

type Order = 'little' | 'big';

/** The bytes in UTF-8; `undefined` if, decoded as UTF-16, they have control characters or no newline: other data. */
function decode(bytes: Buffer, order: Order): Buffer | undefined {
  if (bytes.length % 2 === 1 || bytes.length > MAX_SIZE || !bytes.includes(0)) return undefined;
  const text = inOrder(bytes, order).toString('utf16le');
  const isText = text.includes('\n') && !/[\0-\x08\x0b\x0e-\x1f]/.test(text);
  return isText && text.isWellFormed() ? Buffer.from(text) : undefined;
}

const encode = (text: string, order: Order): Buffer => inOrder(Buffer.from(text, 'utf16le'), order);

const inOrder = (bytes: Buffer, order: Order): Buffer =>
  order === 'little' ? bytes : Buffer.from(bytes).swap16();
