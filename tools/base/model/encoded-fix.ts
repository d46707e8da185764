// Encodes fixes as values that JSON can hold (contents in base64), and decodes them.
import type { Fix } from './lint-result.ts';

export type EncodedFix = Omit<Fix, 'base' | 'fix'> & {
  readonly base: string;
  readonly fix: string;
};

export const encodeFix = ({ base, fix, ...entry }: Fix): EncodedFix => ({
  ...entry,
  base: base.toString('base64'),
  fix: fix.toString('base64'),
});

export const decodeFix = ({ base, fix, ...entry }: EncodedFix): Fix => ({
  ...entry,
  base: Buffer.from(base, 'base64'),
  fix: Buffer.from(fix, 'base64'),
});
