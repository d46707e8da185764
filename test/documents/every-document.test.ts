import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TOP } from '../support/binary.ts';
import { readDocument } from '../support/documents/read-document.ts';

const isMarkdown = (name: string): boolean => name.endsWith('.md');
const documents = [
  'README.md',
  ...readdirSync(join(TOP, 'docs'))
    .filter(isMarkdown)
    .map((name) => `docs/${name}`),
];

test('every document with code blocks has a test that runs them', () => {
  const tests = readdirSync(import.meta.dirname).map((name) =>
    readFileSync(join(import.meta.dirname, name), 'utf8'),
  );
  const isRun = (path: string): boolean =>
    tests.some((text) => text.includes(`testDocument('${path}');`));
  const forgotten = documents.filter((path) => readDocument(path).length > 0 && !isRun(path));
  expect(forgotten).toEqual([]);
});

test.each(documents)('what %s links to is there', (path) => {
  const text = readFileSync(join(TOP, path), 'utf8');
  const links = [...text.matchAll(/(?:\]\(|(?:src|srcset)=")([^)"#\s]+)/g)].flatMap(
    ([, to = '']) => (/^https?:/.test(to) ? [] : [to]),
  );
  for (const to of links) expect(existsSync(join(TOP, path, '..', to)), to).toBe(true);
});
