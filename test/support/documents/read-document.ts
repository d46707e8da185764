// A document of the repository as sections with code blocks. A fence says what its block is: a language,
// and which file it is, if it is one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOP } from '../binary.ts';

export interface Block {
  /** What stands behind the fence: `sh`, `json switchyard.config.json`. */
  readonly info: string;
  /** The path of the file that the block is, from the top of the example's repository. */
  readonly file: string | undefined;
  readonly text: string;
  /** For messages: `docs/CI.md:14`. */
  readonly place: string;
}

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The sections (of the second level) that have blocks. */
export function readDocument(path: string): Section[] {
  const sections: { title: string; blocks: Block[] }[] = [{ title: path, blocks: [] }];
  let open: { fence: string; info: string; line: number; lines: string[] } | undefined;
  const lines = readFileSync(join(TOP, path), 'utf8').split('\n');
  lines.forEach((line, index) => {
    const fence = /^\s*(`{3,}|~{3,})(.*)$/.exec(line);
    if (open === undefined) {
      if (line.startsWith('## ')) sections.push({ title: line.slice(3), blocks: [] });
      if (fence === null) return;
      const [, mark = '', info = ''] = fence;
      open = { fence: mark, info: info.trim(), line: index + 1, lines: [] };
    } else if (fence !== null && line.trim() === open.fence) {
      const { info } = open;
      const [, file] = info.split(' ');
      const text = `${open.lines.join('\n')}\n`;
      sections.at(-1)?.blocks.push({ info, file, text, place: `${path}:${open.line}` });
      open = undefined;
    } else open.lines.push(line);
  });
  if (open !== undefined) throw new Error(`${path}:${open.line}: the block does not end`);
  return sections.filter(({ blocks }) => blocks.length > 0);
}
