// What the bench does to a file before it is staged: its end changes, in any language with line comments.
import { extname } from 'node:path';

const ENDS = {
  '.rb': '\n# ',
  '.rake': '\n# ',
  '.py': '\n\n# ',
  '.ts': '\n// ',
  '.tsx': '\n// ',
  '.js': '\n// ',
  '.mjs': '\n// ',
};

export const canChange = (path) => extname(path) in ENDS;

/** Linters have nothing to say of it; the mark makes it a content that no run has seen. */
export const clean = (path, content, mark) => `${content}${ENDS[extname(path)]}${mark}\n`;

/** The linters make `clean` of it. */
export const untidy = (path, content, mark) => `${clean(path, content, mark)}\n\n\n`;

/** An edit that is not staged, far from the end. */
export function edited(path, content) {
  const lines = content.split('\n');
  const comment = ENDS[extname(path)].trim();
  lines.splice(Math.floor(lines.length / 2), 0, `${comment} not yet`);
  return lines.join('\n');
}
