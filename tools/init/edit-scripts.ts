// Adds scripts to a package.json by inserting text: everything else stays as it was written.

export type ScriptsEdit =
  | { readonly kind: 'edited'; readonly text: string }
  | { readonly kind: 'unchanged' }
  /** The text is not what a package.json looks like. */
  | { readonly kind: 'impossible' };

/** Adds the scripts that are not there by name. Never changes one that is. */
export function addScripts(text: string, scripts: ReadonlyMap<string, string>): ScriptsEdit {
  const top = readObject(text, text.search(/\{/));
  if (top === undefined) return { kind: 'impossible' };
  const known = top.members.get('scripts');
  const own = known === undefined ? undefined : readObject(text, known);
  if (known !== undefined && own === undefined) return { kind: 'impossible' };
  const missing = [...scripts].filter(([name]) => own?.members.has(name) !== true);
  if (missing.length === 0) return { kind: 'unchanged' };
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = /\{\s*?\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const lines = missing.map(
    ([name, command]) => `${JSON.stringify(name)}: ${JSON.stringify(command)}`,
  );
  if (own === undefined) {
    if (!text.trim().includes('\n') && top.members.size > 0) {
      const added = ` "scripts": { ${lines.join(', ')} }`;
      return {
        kind: 'edited',
        text: `${text.slice(0, top.lastEnd)},${added}${text.slice(top.lastEnd)}`,
      };
    }
    const inner = lines.map((line) => `${newline}${indent}${indent}${line}`).join(',');
    const added = `"scripts": {${inner}${newline}${indent}}`;
    return { kind: 'edited', text: insert(text, top, [added], { newline, indent, outer: '' }) };
  }
  return {
    kind: 'edited',
    text: insert(text, own, lines, { newline, indent: indent + indent, outer: indent }),
  };
}

interface JsonObject {
  /** After the opening brace. */
  readonly start: number;
  /** After the last value; `start` if there is none. */
  readonly lastEnd: number;
  /** At the closing brace. */
  readonly end: number;
  /** Where each value starts. */
  readonly members: ReadonlyMap<string, number>;
}

function insert(
  text: string,
  object: JsonObject,
  lines: readonly string[],
  { newline, indent, outer }: { newline: string; indent: string; outer: string },
): string {
  const isEmpty = object.members.size === 0;
  const isOneLine = !isEmpty && !text.slice(object.start, object.end).includes('\n');
  const lead = isOneLine ? ' ' : `${newline}${indent}`;
  const added = lines.map((line) => `${lead}${line}`).join(',');
  const closing = isEmpty ? newline + outer : '';
  const rest = text.slice(isEmpty ? object.end : object.lastEnd);
  return `${text.slice(0, object.lastEnd)}${isEmpty ? '' : ','}${added}${closing}${rest}`;
}

const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[^\s,\]}]+/y;

/** The object at `at`; `undefined` if the text there is not one. */
function readObject(text: string, at: number): JsonObject | undefined {
  if (text[at] !== '{') return undefined;
  const members = new Map<string, number>();
  let lastEnd = at + 1;
  let next = skipSpace(text, at + 1);
  while (text[next] !== '}') {
    const key = match(STRING, text, next);
    if (key === undefined) return undefined;
    const colon = skipSpace(text, next + key.length);
    if (text[colon] !== ':') return undefined;
    const value = skipSpace(text, colon + 1);
    const end = skipValue(text, value);
    if (end === undefined) return undefined;
    members.set(JSON.parse(key) as string, value);
    lastEnd = end;
    next = skipSpace(text, end);
    if (text[next] === ',') next = skipSpace(text, next + 1);
    else if (text[next] !== '}') return undefined;
  }
  return { start: at + 1, lastEnd, end: next, members };
}

function skipValue(text: string, at: number): number | undefined {
  let depth = 0;
  for (let next = at; next < text.length; next = skipSpace(text, next)) {
    const character = text[next] ?? '';
    if (character === '{' || character === '[') depth += 1;
    if (character === '}' || character === ']') depth -= 1;
    const word = match(STRING, text, next) ?? match(SCALAR, text, next);
    next += /[{}[\],]/.test(character) ? 1 : (word?.length ?? 1);
    if (depth === 0) return next;
  }
  return undefined;
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

const skipSpace = (text: string, at: number): number => {
  let next = at;
  while (next < text.length && /\s/.test(text[next] ?? '')) next += 1;
  return next;
};
