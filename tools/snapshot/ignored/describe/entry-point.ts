// Recognises directories with a package's entry point: `dist` beside a package.json with `"main": "./dist/index.js"`.
import { dirname } from 'node:path';
import {
  absolutePath,
  joinPath,
  isWithin,
  resolvePath,
  type AbsolutePath,
} from '../../../base/paths.ts';
import { isObject, readPackage } from './package-json.ts';

/** Whether the package.json beside `directory` names a file in it as entry point. */
export function isEntryPoint(directory: AbsolutePath): boolean {
  const parent = absolutePath(dirname(directory));
  const manifest = readPackage(joinPath(parent, 'package.json'));
  return KEYS.flatMap((key) => texts(manifest[key])).some((path) =>
    isWithin(directory, resolvePath(parent, path)),
  );
}

const KEYS = ['main', 'module', 'browser', 'types', 'typings', 'exports', 'bin'];

/** All strings in a nested value: `{".": {"types": "./dist/index.d.ts", "default": ["./dist/index.js"]}}`. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return isObject(value) ? Object.values(value).flatMap(texts) : [];
}
