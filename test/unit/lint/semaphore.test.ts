import { expect, test } from 'vitest';
import { createSemaphore } from '../../../tools/lint/semaphore.ts';

test('no more run at once than there are places, and all run in the order they came', async () => {
  const inSlot = createSemaphore(2);
  const order: number[] = [];
  let running = 0;
  let most = 0;
  await Promise.all(
    [0, 1, 2, 3, 4].map((one) =>
      inSlot(async () => {
        order.push(one);
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
      }),
    ),
  );
  expect(order).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
});

test('work that fails gives its place back', async () => {
  const inSlot = createSemaphore(1);
  await expect(inSlot(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await inSlot(() => Promise.resolve('yes'))).toBe('yes');
});

test('there are at least four places', async () => {
  const inSlot = createSemaphore();
  let started = 0;
  await Promise.all(
    [0, 1, 2, 3].map(() =>
      inSlot(async () => {
        started += 1;
        while (started < 4) await new Promise((resolve) => setImmediate(resolve));
      }),
    ),
  );
  expect(started).toBe(4);
});
