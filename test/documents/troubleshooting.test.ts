import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TOP } from '../support/binary.ts';
import { expectations, failureMessages, sourceText } from '../support/documents/messages.ts';

const text = readFileSync(join(TOP, 'docs/TROUBLESHOOTING.md'), 'utf8').replace(/\n +/g, ' ');
const bullets = text.split('\n').filter((line) => line.startsWith('- '));
const quoted = bullets.flatMap((line) =>
  [...line.matchAll(/\*\*(.+?)\*\*/g)].map(([, said = '']) => said),
);
const rows = text.split('\n').flatMap((line) => /^\| (.+?) +\|/.exec(line)?.[1] ?? []);

/** Both have `…` where something is named. */
const says = (documented: string, message: string): boolean =>
  new RegExp(`^${message.split('…').map(escaped).join('.+')}$`, 's').test(documented);

const escaped = (part: string): string => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

test('every failure that the code can report is explained', () => {
  const missing = [...failureMessages()].filter(
    ([message]) => !quoted.some((documented) => says(documented, message)),
  );
  expect(missing).toEqual([]);
});

test('everything that a configuration is expected to hold is explained', () => {
  const missing = [...expectations()].filter(
    ([expected]) =>
      !rows.some((documented) => says(documented, expected) || says(expected, documented)),
  );
  expect(missing).toEqual([]);
});

test('every message that is explained is one of the code', () => {
  const source = sourceText();
  const parts = quoted.flatMap((documented) => documented.split('…').map((part) => part.trim()));
  expect(parts.filter((part) => part.length > 2 && !source.includes(part))).toEqual([]);
});
