// Converts fixes to values that JSON can hold (contents in base64), and back.
import type { Fix } from './lint-result.ts';

export type FixText = Omit<Fix, 'base' | 'fix'> & { readonly base: string; readonly fix: string };

export const fixToText = ({ base, fix, ...entry }: Fix): FixText => ({
  ...entry,
  base: base.toString('base64'),
  fix: fix.toString('base64'),
});

export const fixFromText = ({ base, fix, ...entry }: FixText): Fix => ({
  ...entry,
  base: Buffer.from(base, 'base64'),
  fix: Buffer.from(fix, 'base64'),
});
