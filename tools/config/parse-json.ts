// A JSON parser that reports the position of an error, and keys that an object has twice.

export interface JsonProblem {
  /** Lines and columns count from 1; columns in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  readonly expected: string;
  readonly found: string;
}

export type ParsedJson =
  | {
      readonly kind: 'value';
      readonly value: unknown;
      /** Each key that an object has twice, as the path of keys that leads to it. */
      readonly repeated: readonly { readonly keys: readonly string[]; readonly line: number }[];
    }
  | { readonly kind: 'problem'; readonly problem: JsonProblem };

/** Parses like `JSON.parse`: if an object has a key twice, the last value counts. */
export function parseJson(text: string): ParsedJson {
  const reader = new Reader(text);
  try {
    const value = reader.document();
    return { kind: 'value', value, repeated: reader.repeated };
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    const before = text.slice(0, error.at).split('\n');
    const token = /^(?:[\w.+-]+|[^])/u.exec(text.slice(error.at))?.[0];
    const found = token === undefined ? 'the end of the file' : JSON.stringify(token);
    const column = (before.at(-1)?.length ?? 0) + 1;
    return {
      kind: 'problem',
      problem: { line: before.length, column, expected: error.expected, found },
    };
  }
}

class Unexpected extends Error {
  readonly at: number;
  readonly expected: string;

  constructor(at: number, expected: string) {
    super();
    this.at = at;
    this.expected = expected;
  }
}

class Reader {
  readonly repeated: { keys: readonly string[]; line: number }[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#take(/\uFEFF?/y);
  }

  document(): unknown {
    const value = this.#value([]);
    if (this.#at < this.#text.length) throw new Unexpected(this.#at, 'the end of the file');
    return value;
  }

  #value(keys: readonly string[]): unknown {
    this.#space();
    let value: unknown;
    if (this.#take(/\{/y) !== undefined) value = this.#object(keys);
    else if (this.#take(/\[/y) !== undefined) value = this.#list(keys);
    else value = this.#scalar();
    this.#space();
    return value;
  }

  #object(keys: readonly string[]): object {
    const entries = new Map<string, unknown>();
    this.#space();
    if (this.#take(/\}/y) !== undefined) return {};
    do {
      this.#space();
      const at = this.#at;
      const key = this.#string('a key in double quotes');
      if (entries.has(key)) {
        const line = this.#text.slice(0, at).split('\n').length;
        this.repeated.push({ keys: [...keys, key], line });
      }
      this.#space();
      if (this.#take(/:/y) === undefined) throw new Unexpected(this.#at, 'a colon');
      entries.set(key, this.#value([...keys, key]));
    } while (this.#take(/,/y) !== undefined);
    if (this.#take(/\}/y) === undefined) throw new Unexpected(this.#at, 'a comma or "}"');
    return Object.fromEntries(entries);
  }

  #list(keys: readonly string[]): unknown[] {
    const items: unknown[] = [];
    this.#space();
    if (this.#take(/\]/y) !== undefined) return items;
    do items.push(this.#value([...keys, String(items.length)]));
    while (this.#take(/,/y) !== undefined);
    if (this.#take(/\]/y) === undefined) throw new Unexpected(this.#at, 'a comma or "]"');
    return items;
  }

  #scalar(): unknown {
    const word = this.#take(
      /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y,
    );
    return word === undefined ? this.#string('a value') : (JSON.parse(word) as unknown);
  }

  #string(expected: string): string {
    const quoted = this.#take(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/y);
    if (quoted !== undefined) return JSON.parse(quoted) as string;
    if (this.#text[this.#at] !== '"') throw new Unexpected(this.#at, expected);
    this.#take(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*/y);
    throw new Unexpected(this.#at, 'the end of the string, or a valid escape');
  }

  #space(): void {
    this.#take(/[ \t\r\n]*/y);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.#text)?.[0];
    this.#at += taken?.length ?? 0;
    return taken;
  }
}
