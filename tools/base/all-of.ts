// Several things at once, of which none may be left at work.

/**
 * What all come to, in order. Waits for all, also if one fails: the others would still use what is removed then.
 * Of several failures the first in order is thrown, the same each time.
 */
export async function allOf<Values extends readonly unknown[]>(promises: {
  readonly [Key in keyof Values]: Promise<Values[Key]>;
}): Promise<Values> {
  await Promise.allSettled(promises);
  return await Promise.all(promises);
}
