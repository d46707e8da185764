// A program that lints and does nothing else, to be killed while it does.
import { absolutePath } from '../../../tools/base/paths.ts';
import { lint } from '../../../tools/lint/lint.ts';
import { plan } from './plan.ts';

const root = absolutePath(process.argv[2] ?? '');
await lint([plan('', [['lint', ['a']]])], {
  top: root,
  root,
  colour: false,
  signal: new AbortController().signal,
  onProgress: () => undefined,
});
