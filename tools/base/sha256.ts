// The digest of everything that is told apart by one. `node:crypto` is loaded with the first, since it takes 4 ms: a
// hook's `publish` job that has nothing to do needs none.
import type NodeCrypto from 'node:crypto';

let crypto: typeof NodeCrypto | undefined;

/** The SHA-256 of bytes, or of a text in UTF-8. */
export function sha256(
  content: NodeJS.ArrayBufferView | string,
  encoding: 'hex' | 'base64' | 'base64url' = 'hex',
): string {
  crypto ??= process.getBuiltinModule('node:crypto');
  return crypto.hash('sha256', content, encoding);
}
