// Makes a function that does its work only once.

/** Calls `make` at the first call; returns the same value at every later one. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
