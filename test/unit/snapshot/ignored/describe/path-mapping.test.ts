import { expect, test } from 'vitest';
import { absolutePath } from '../../../../../tools/base/paths.ts';
import { mapText } from '../../../../../tools/snapshot/ignored/describe/path-mapping.ts';

const moves = [{ from: absolutePath('/home/me/a+b'), to: absolutePath('/var/s/a_b') }];
const moved = (text: string): string | undefined => mapText(Buffer.from(text), moves)?.toString();

test.each([
  ['/home/me/a+b', '/var/s/a_b'],
  ['"/home/me/a+b/x"', '"/var/s/a_b/x"'],
  ['PATH=/home/me/a+b/bin:/home/me/a+b/lib', 'PATH=/var/s/a_b/bin:/var/s/a_b/lib'],
  ['#!/home/me/a+b/.venv/bin/python', '#!/var/s/a_b/.venv/bin/python'],
  ['file:///home/me/a+b/x', 'file:///var/s/a_b/x'],
  [
    'cc -I/home/me/a+b/include -isystem/home/me/a+b/y',
    'cc -I/var/s/a_b/include -isystem/var/s/a_b/y',
  ],
  ['In /home/me/a+b.', 'In /var/s/a_b.'],
  ['é /home/me/a+b', 'é /var/s/a_b'],
])('%s is moved', (text, expected) => {
  expect(moved(text)).toBe(expected);
});

test.each([
  '/home/me/a+b-legacy/x',
  '/home/me/a+b.old',
  '/backup/home/me/a+b/x',
  '/home/me/a+bé',
  '/home/me/aab/x',
  'nothing of it',
  'binary \0 /home/me/a+b/x',
])('%s is another path, or no text', (text) => {
  expect(moved(text)).toBeUndefined();
});

test('bytes that are not UTF-8 stay as they are', () => {
  const content = Buffer.concat([Buffer.from([0xff, 0x20]), Buffer.from('/home/me/a+b')]);
  const expected = Buffer.concat([Buffer.from([0xff, 0x20]), Buffer.from('/var/s/a_b')]);
  expect(mapText(content, moves)).toEqual(expected);
});
