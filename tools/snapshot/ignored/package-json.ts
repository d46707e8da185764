// Reads a package.json for what it says of its package.
import { readContent } from '../../base/look.ts';
import type { AbsolutePath } from '../../base/paths.ts';

/** Nothing, where there is none or none that can be read. */
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
