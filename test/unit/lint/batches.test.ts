import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batches, roomForFiles } from '../../../tools/lint/batches.ts';

const bytes = (batch: readonly string[]): number =>
  batch.reduce((sum, file) => sum + Buffer.byteLength(file) + 9, 0);

test('whatever the files and the room, each file is in one batch, in order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '😀', '\udc80'), maxLength: 30 })),
      fc.integer({ min: 1, max: 200 }),
      (files, room) => {
        const all = batches(files, room);
        expect(all.flat()).toEqual(files);
        expect(all.every((batch) => batch.length === 1 || bytes(batch) <= room)).toBe(true);
        expect(all.every((batch) => batch.length > 0)).toBe(files.length > 0);
      },
    ),
  );
});

test('batches are about as long as each other', () => {
  const files = ['a', 'b', 'c', 'd', 'e', 'f'];
  expect(batches(files, 50)).toEqual([
    ['a', 'b', 'c'],
    ['d', 'e', 'f'],
  ]);
  expect(batches(files, 60)).toEqual([files]);
});

test('length is counted in bytes, not in characters', () => {
  expect(batches(['ééééé', 'ééééé'], 30)).toHaveLength(2);
});

test('no files are one batch of none', () => {
  expect(batches([], 100)).toEqual([[]]);
});

test('the command itself takes from the room', () => {
  expect(roomForFiles(['x'.repeat(1_000)], {})).toBe(131_072 - 1_009);
});

test('a large environment leaves less room, but always some', () => {
  expect(roomForFiles([], { A: 'x'.repeat(900_000) })).toBeLessThan(100_000);
  expect(roomForFiles([], { A: 'x'.repeat(2_000_000) })).toBe(4_096);
});
