// Serialises the value of a configuration program, to be sent between processes: a function becomes the keys that lead
// to it, and a value that configuration cannot contain becomes a description.
import { inspect } from 'node:util';
import { ConfiguredFunction } from './configured-function.ts';

export type Shape =
  | { readonly kind: 'plain'; readonly value: string | number | boolean | null }
  | { readonly kind: 'missing' }
  | { readonly kind: 'function'; readonly at: readonly string[]; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Shape[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, Shape])[] }
  | { readonly kind: 'other'; readonly description: string };

/** Stands for a value that configuration cannot contain: a symbol, a cycle … */
export class Unrepresentable {
  readonly description: string;

  constructor(description: string) {
    this.description = description;
  }
}

const DEEPEST = 12;

/** The shape of `value`, to which `keys` lead from a module's default export. */
export function shapeOf(value: unknown, keys: readonly string[] = []): Shape {
  if (value === undefined) return { kind: 'missing' };
  if (typeof value === 'function') return { kind: 'function', at: keys, name: value.name };
  if (value === null || typeof value === 'string' || typeof value === 'boolean') {
    return { kind: 'plain', value };
  }
  if (typeof value === 'number' && Number.isFinite(value)) return { kind: 'plain', value };
  if (typeof value !== 'object' || keys.length > DEEPEST) {
    return { kind: 'other', description: inspect(value, { depth: 0 }) };
  }
  if (Array.isArray(value)) {
    const items = value.map((item, index) => shapeOf(item, [...keys, String(index)]));
    return { kind: 'list', items };
  }
  const entries = Object.entries(value).map(
    ([key, item]) => [key, shapeOf(item, [...keys, key])] as const,
  );
  return { kind: 'object', entries };
}

/** The value of a shape, with the result of `callable` in place of each function. */
export function valueOf(
  shape: Shape,
  callable: (at: readonly string[], name: string) => unknown,
): unknown {
  switch (shape.kind) {
    case 'plain':
      return shape.value;
    case 'missing':
      return undefined;
    case 'function':
      return callable(shape.at, shape.name);
    case 'list':
      return shape.items.map((item) => valueOf(item, callable));
    case 'object':
      return Object.fromEntries(shape.entries.map(([key, item]) => [key, valueOf(item, callable)]));
    case 'other':
      return new Unrepresentable(shape.description);
  }
}

/** Whether `value`, made by `valueOf` or a parser, is an object with keys. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Unrepresentable) &&
  !(value instanceof ConfiguredFunction);
