// Waits for everything that was started together.

/**
 * The results in order. If some fail, waits for the others, and fails as the first in order: nothing goes
 * on in the background, and the same mistake is reported each time.
 */
export async function settle<Result>(started: readonly Promise<Result>[]): Promise<Result[]> {
  const settled = await Promise.allSettled(started);
  return settled.map((one) => {
    if (one.status === 'fulfilled') return one.value;
    throw one.reason;
  });
}
