// Like `Promise.all`, but waits for all promises even if one of them fails.

/**
 * The values of all promises, in order. Waits for all of them even if one fails: the others may still use what the
 * caller removes then. If several fail, throws the failure that comes first in the order of the list.
 */
export async function allOf<Values extends readonly unknown[]>(promises: {
  readonly [Key in keyof Values]: Promise<Values[Key]>;
}): Promise<Values> {
  await Promise.allSettled(promises);
  return await Promise.all(promises);
}
