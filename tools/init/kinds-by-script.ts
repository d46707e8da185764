// Finds out which kinds of files a package's scripts pass to a linter.
import { CODE } from './eslint.ts';
import type { FileKind } from './tool-use.ts';

const STYLES: readonly FileKind[] = ['.css', '.scss', '.less'];
const PLAIN: readonly FileKind[] = ['.json', '.md', '.css'];
const MORE: readonly FileKind[] = [
  ...['.scss', '.less', '.jsonc', '.json5', '.mdx', '.yml', '.yaml'],
  ...['.html', '.vue', '.hbs', '.graphql', '.gql'],
];

/** The kinds of style sheets that the calls of a linter name; all kinds if they name none, or directories. */
export function styled(calls: readonly string[]): readonly FileKind[] {
  const { named, isAll } = filesOf(calls);
  const known = STYLES.filter((kind) => named.includes(kind));
  return isAll || known.length === 0 ? STYLES : known;
}

/** The kinds of files that the calls of a formatter name; if they name none, those that most projects format. */
export function formatted(calls: readonly string[]): readonly (readonly FileKind[])[] {
  const { named, isAll } = filesOf(calls);
  const kinds = [...PLAIN, ...MORE];
  if (isAll) return [CODE, PLAIN, ...MORE.map((kind) => [kind])];
  if (named.length === 0) return [CODE, PLAIN, ['.scss'], ['.less']];
  const code = CODE.filter((kind) => named.includes(kind));
  return [code, ...kinds.filter((kind) => named.includes(kind)).map((kind) => [kind])];
}

const WITH_VALUE =
  /^--(?:config|custom-syntax|ext|log-?level|parser|plugin|[\w-]+-(?:path|location|pattern))$/;

/** The kinds of files that command lines name by globs or files, and whether they name whole directories. */
function filesOf(calls: readonly string[]): { named: readonly FileKind[]; isAll: boolean } {
  const words = calls.flatMap((call) => call.split(/[\s'"]+/).slice(1));
  const globs = words.filter(
    (word, at) => !/^[-!]/.test(word) && !WITH_VALUE.test(words[at - 1] ?? ''),
  );
  const named = globs.flatMap((glob) => {
    const [, list, one] = /\.(?:[{+@(]+([\w,|]+)[})]+|(\w+))$/.exec(glob) ?? [];
    return (list?.split(/[,|]/) ?? (one === undefined ? [] : [one])).map((end) => `.${end}`);
  });
  const isAll = globs.some((glob) => glob === '.' || /(?:^|\/)(?:\*|[\w-]+\/?)$/.test(glob));
  return { named, isAll };
}
