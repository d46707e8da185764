// Reads a package.json.
import { readContent } from '../../../base/lookups.ts';
import type { AbsolutePath } from '../../../base/paths.ts';

/** Its content; an empty object if it does not exist or cannot be parsed. */
export function readPackage(manifest: AbsolutePath): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(readContent(manifest)?.toString() ?? '{}');
    return isObject(content) ? content : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
