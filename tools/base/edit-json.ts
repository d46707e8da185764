// Adds to JSON, with comments or without, by inserting text: everything else stays as it was written.

/** Names of nested members, from the outermost. All of them hold objects; the last may hold a list. */
type Path = readonly string[];

/**
 * Returns `text` with those `members` added whose names the object at `path` does not have. An object that is missing
 * is added too. `undefined` if the text is not JSON, or what is at `path` is not an object.
 */
export function addMembers(
  text: string,
  path: Path,
  members: Readonly<Record<string, unknown>>,
): string | undefined {
  const found = find(text, path);
  if (found === undefined) return undefined;
  const { container, depth } = found;
  if (depth < path.length) return addMissing(text, path, depth, members);
  if (text[container.start - 1] !== '{') return undefined;
  const missing = Object.entries(members).filter(([name]) => !container.members.has(name));
  return insert(text, found, missing);
}

/** Returns `text` with `elements` added to the list at `path`. `undefined` if that is no list, or `text` not JSON. */
export function addElements(
  text: string,
  path: Path,
  elements: readonly unknown[],
): string | undefined {
  const found = find(text, path);
  if (found === undefined) return undefined;
  const { container, depth } = found;
  if (depth < path.length) return addMissing(text, path, depth, elements);
  if (text[container.start - 1] !== '[') return undefined;
  const values = elements.map((value) => [undefined, value] as const);
  return insert(text, found, values);
}

/** JSON with comments and trailing commas as standard JSON, without them. */
export const plainJson = (text: string): string =>
  text
    .replace(
      /("(?:[^"\\]|\\.)*")|\/\/[^\r\n]*|\/\*[^]*?\*\//g,
      (_, quoted?: string) => quoted ?? ' ',
    )
    .replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, (_, quoted?: string) => quoted ?? '');

/** Positions in the text of an object or list. */
interface Container {
  /** After the opening bracket. */
  readonly start: number;
  /** After the last value, or after its trailing comma; `start` if there is no value. */
  readonly lastEnd: number;
  readonly hasLastComma: boolean;
  /** At the closing bracket. */
  readonly end: number;
  /** Where the value of each member starts; empty for a list. */
  readonly members: ReadonlyMap<string, number>;
}

interface FoundContainer {
  readonly container: Container;
  /** How many names of the path lead to it: less than the path's length if the next one is missing in it. */
  readonly depth: number;
}

/** The container at `path`, or the object in which the next member of it is missing. */
function find(text: string, path: Path): FoundContainer | undefined {
  let container = readContainer(text, skipSpace(text, 0));
  for (const [depth, name] of path.entries()) {
    if (container === undefined || text[container.start - 1] !== '{') return undefined;
    const value = container.members.get(name);
    if (value === undefined) return { container, depth };
    container = readContainer(text, value);
  }
  return container && { container, depth: path.length };
}

function addMissing(text: string, path: Path, depth: number, value: unknown): string | undefined {
  const [name = '', ...below] = path.slice(depth);
  const nested = below.reduceRight((inner, each) => ({ [each]: inner }), value);
  return addMembers(text, path.slice(0, depth), { [name]: nested });
}

function insert(
  text: string,
  { container, depth }: FoundContainer,
  added: readonly (readonly [name: string | undefined, value: unknown])[],
): string {
  if (added.length === 0) return text;
  const { start, lastEnd, hasLastComma, end } = container;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const unit = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const isEmpty = lastEnd === start;
  const inside = text.slice(start, end);
  const isBlank = inside.trim() === '';
  const isOneLine = isEmpty ? depth > 0 && !text.trim().includes('\n') : !inside.includes('\n');
  const lead = isOneLine ? ' ' : newline + unit.repeat(depth + 1);
  const items = added.map(([name, value]) => {
    const rendered = isOneLine ? onOneLine(value) : laidOut(value, unit, lead);
    return `${lead}${name === undefined ? '' : `${JSON.stringify(name)}: `}${rendered}`;
  });
  // A comment behind the last value stays on its line.
  const tail = isOneLine || isBlank ? '' : (match(REST_OF_LINE, text, lastEnd) ?? '');
  const closing = isBlank && !isOneLine ? newline + unit.repeat(depth) : '';
  return [
    text.slice(0, lastEnd),
    isEmpty || hasLastComma ? '' : ',',
    tail,
    items.join(','),
    hasLastComma ? ',' : '',
    closing,
    text.slice(isBlank ? end : lastEnd + tail.length),
  ].join('');
}

/** A value on several lines, as prettier formats it: a list of strings on one line if it fits. */
const laidOut = (value: unknown, unit: string, lead: string): string =>
  JSON.stringify(value, null, unit)
    .replace(WORDS, (list, before: string, words: string) => {
      const line = `${before}[${words.replace(/,\n\s*/g, ', ')}]`;
      return lead.length + line.length <= WIDTH ? line : list;
    })
    .replaceAll('\n', lead);

const WIDTH = 80;
const WORDS = /^(.*)\[\n\s*("[^\n]*"(?:,\n\s*"[^\n]*")*)\n\s*\]/gm;

function onOneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  const members = Object.entries(value).map(
    ([name, each]) => `${JSON.stringify(name)}: ${onOneLine(each)}`,
  );
  return `{ ${members.join(', ')} }`;
}

const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[^\s,:{}[\]"/]+/y;
const SPACE = /(?:\s|\/\/[^\r\n]*|\/\*[^]*?\*\/)*/y;
const REST_OF_LINE = /(?:[ \t]|\/\*[^\r\n]*?\*\/)*(?:\/\/[^\r\n]*)?(?=\r?\n)/y;

/** The object or list at `at`; `undefined` if the text there is neither. */
function readContainer(text: string, at: number): Container | undefined {
  const isObject = text[at] === '{';
  if (!isObject && text[at] !== '[') return undefined;
  const members = new Map<string, number>();
  let lastEnd = at + 1;
  let hasLastComma = false;
  let next = skipSpace(text, at + 1);
  while (text[next] !== (isObject ? '}' : ']')) {
    if (lastEnd > at + 1 && !hasLastComma) return undefined;
    let value = next;
    if (isObject) {
      const key = match(STRING, text, next);
      if (key === undefined) return undefined;
      const colon = skipSpace(text, next + key.length);
      if (text[colon] !== ':') return undefined;
      value = skipSpace(text, colon + 1);
      members.set(JSON.parse(key) as string, value);
    }
    const end = skipValue(text, value);
    if (end === undefined) return undefined;
    const after = skipSpace(text, end);
    hasLastComma = text[after] === ',';
    lastEnd = hasLastComma ? after + 1 : end;
    next = hasLastComma ? skipSpace(text, lastEnd) : after;
  }
  return { start: at + 1, lastEnd, hasLastComma, end: next, members };
}

function skipValue(text: string, at: number): number | undefined {
  let depth = 0;
  for (let next = at; next < text.length; next = skipSpace(text, next)) {
    const character = text[next] ?? '';
    if (character === '{' || character === '[') depth += 1;
    if (character === '}' || character === ']') depth -= 1;
    next += (match(STRING, text, next) ?? match(SCALAR, text, next) ?? character).length;
    if (depth === 0) return next;
  }
  return undefined;
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

const skipSpace = (text: string, at: number): number => at + (match(SPACE, text, at)?.length ?? 0);
