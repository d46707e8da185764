// Keeps the output of a linter: all of it up to a limit, beyond that its beginning and its end.

export interface CapturedOutput {
  /** Adds output. Lines of the two streams are not mixed within a line. */
  readonly add: (chunk: Buffer, stream?: 'stdout' | 'stderr') => void;
  /** The number of bytes added so far. */
  readonly received: () => number;
  /** The kept output, with a line in place of what was left out. */
  readonly kept: () => Buffer;
}

const NEWLINE = 0x0a;
const MAX_LINE = 65_536;

/** Keeps `bound` bytes of the beginning and as many of the end, cut at line ends where possible. */
export function captureOutput(bound = 1_048_576): CapturedOutput {
  const head: Buffer[] = [];
  const tail: Buffer[] = [];
  let received = 0;
  let inHead = 0;
  let inTail = 0;

  const begun = new Map<string, Buffer>();

  function add(chunk: Buffer, stream: 'stdout' | 'stderr' = 'stdout'): void {
    received += chunk.length;
    const text = Buffer.concat([begun.get(stream) ?? Buffer.alloc(0), chunk]);
    const end = text.length > MAX_LINE ? text.length : text.lastIndexOf(NEWLINE) + 1;
    keep(text.subarray(0, end));
    begun.set(stream, text.subarray(end));
  }

  function keep(chunk: Buffer): void {
    const first = chunk.subarray(0, bound - inHead);
    if (first.length > 0) head.push(first);
    inHead += first.length;
    const rest = chunk.subarray(first.length);
    if (rest.length > 0) tail.push(rest);
    inTail += rest.length;
    while (tail[0] !== undefined && inTail - tail[0].length >= bound) {
      inTail -= tail.shift()?.length ?? 0;
    }
  }

  function kept(): Buffer {
    for (const line of begun.values()) keep(line);
    begun.clear();
    if (inHead + inTail === received && inTail <= bound) return Buffer.concat([...head, ...tail]);
    const begin = wholeLines(Buffer.concat(head));
    const end = Buffer.concat(tail);
    const last = end.subarray(Math.max(0, end.length - bound));
    const from = last.subarray(last.indexOf(NEWLINE) + 1);
    const missing = received - begin.length - from.length;
    const newline = begin.at(-1) === NEWLINE ? '' : '\n';
    return Buffer.concat([begin, Buffer.from(`${newline}[${missing} bytes left out]\n`), from]);
  }

  return { add, received: () => received, kept };
}

function wholeLines(head: Buffer): Buffer {
  const end = head.lastIndexOf(NEWLINE);
  return end === -1 ? head : head.subarray(0, end + 1);
}
