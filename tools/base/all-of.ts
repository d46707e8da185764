// Several things at once, of which none may be left at work.

/** Waits for all, also if one fails: the others would still use what is removed then. */
export async function allOf<Values extends readonly unknown[]>(promises: {
  readonly [Key in keyof Values]: Promise<Values[Key]>;
}): Promise<Values> {
  await Promise.allSettled(promises);
  return await Promise.all(promises);
}
