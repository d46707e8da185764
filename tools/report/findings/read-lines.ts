// Reads findings from text: the formats of tsc, prettier and GitHub, and those that most linters have.
import { rangeOf, ruleOf, type RawFinding } from './raw-finding.ts';

/** tsc: `src/a.ts(3,5): error TS2322: Type …`; indented lines after it continue the message. */
export function readTsc(output: string): RawFinding[] {
  const found: RawFinding[] = [];
  for (const line of output.split('\n')) {
    const match = /^(?:(.+)\((\d+),(\d+)\): )?(error|warning) (TS\d+): (.*)$/.exec(line);
    const last = found.at(-1);
    if (match !== null) {
      const [, file, row, column, severity, rule, message = ''] = match;
      found.push({
        file,
        ...(row === undefined ? {} : rangeOf(Number(row), Number(column))),
        severity: severity === 'warning' ? 'warning' : 'error',
        ...ruleOf(rule),
        message,
      });
    } else if (last !== undefined && /^\s+\S/.test(line)) {
      found.splice(-1, 1, { ...last, message: `${last.message}\n${line}` });
    }
  }
  return found;
}

/**
 * prettier: `[error] src/a.ts: SyntaxError: Declaration expected. (3:1)`, followed by lines of code that begin with
 * `[error]` too; and `[warn] src/a.ts`. Other warnings are recognised by their spaces, unless `isFile` knows them as a
 * file name.
 */
export function readPrettier(output: string, isFile: (name: string) => boolean): RawFinding[] {
  return output.split('\n').flatMap((line): RawFinding[] => {
    const [, file, message = '', row, column] =
      /^\[error\] (\S.*?): (\w*Error: .*?)(?: \((\d+):(\d+)\))?$/.exec(line) ?? [];
    const [, warning = ''] = /^\[warn\] (.*)$/.exec(line) ?? [];
    if (file !== undefined) {
      const range = row === undefined ? {} : rangeOf(Number(row), Number(column));
      return [{ file, ...range, severity: 'error', message }];
    }
    if (!isFile(warning) && !/^\S*[./]\S*$/.test(warning)) return [];
    return [{ file: warning, severity: 'error', message: 'The file is not formatted.' }];
  });
}

/**
 * GitHub's annotations: `::warning title=lint/a,file=src/a.ts,line=2,endLine=2,col=5,endColumn=6::Message`. `undefined`
 * if there is none. oxlint repeats the position before its message; that is removed.
 */
export function readGithub(output: string): RawFinding[] | undefined {
  const found = output.split('\n').flatMap((line): RawFinding[] => {
    const match = /^::(error|warning|notice) (.*?)::(.*)$/.exec(line);
    if (match === null) return [];
    const [, severity, properties = '', message = ''] = match;
    const of = new Map(
      properties.split(',').map((each) => {
        const [name = '', ...value] = each.split('=');
        return [name, unescaped(value.join('='))];
      }),
    );
    const [row, column, endLine, endColumn] = ['line', 'col', 'endLine', 'endColumn'].map((name) =>
      numberOf(of.get(name)),
    );
    const file = of.get('file');
    const prefix = `${file ?? ''}:${row ?? ''}:${column ?? ''}: `;
    const whole = unescaped(message);
    return [
      {
        file,
        ...rangeOf(row, column, endLine, endColumn),
        severity: severity === 'error' ? 'error' : 'warning',
        ...ruleOf(of.get('title')),
        message: whole.startsWith(prefix) ? whole.slice(prefix.length) : whole,
      },
    ];
  });
  return found.length === 0 ? undefined : found;
}

const unescaped = (text: string): string =>
  text.replace(/%(0A|0D|25|3A|2C)/g, (escape) => decodeURIComponent(escape));

const POSITION = /^(.+?):(\d+)(?::(\d+))?(?:-\d+)?(?::\s*|\s+)(\S.*)$/;
const BELOW_NAME = /^\s+(\d+):(\d+)\s+(\S.*)$/;

/** `a.txt:1:2: message`, or a line with a file name and `1:2 message` below; only for files that `isFile` knows. */
export function readCommon(output: string, isFile: (name: string) => boolean): RawFinding[] {
  let heading: string | undefined;
  return output.split('\n').flatMap((line): RawFinding[] => {
    const trimmed = line.trim();
    if (isFile(trimmed)) heading = trimmed;
    const [, file, row, column, message = ''] = POSITION.exec(line) ?? [];
    if (file !== undefined && isFile(file)) {
      return [{ file, ...splitSeverity(message), ...rangeOf(Number(row), numberOf(column)) }];
    }
    const [, belowRow, belowColumn, belowMessage = ''] = BELOW_NAME.exec(line) ?? [];
    if (heading === undefined || belowRow === undefined) return [];
    const range = rangeOf(Number(belowRow), numberOf(belowColumn));
    return [{ file: heading, ...splitSeverity(belowMessage), ...range }];
  });
}

/** Splits off the severity: `warning: …`, `error  …`. */
function splitSeverity(message: string): Pick<RawFinding, 'severity' | 'message'> {
  const [, level, rest] = /^(error|warning|note|info)\b[:\s]\s*(\S.*)$/i.exec(message) ?? [];
  const isError = level === undefined || level.toLowerCase() === 'error';
  return { severity: isError ? 'error' : 'warning', message: rest ?? message };
}

/** The number; `undefined` for 0, which linters use for an unknown column. */
const numberOf = (digits: string | undefined): number | undefined =>
  digits === undefined || Number(digits) === 0 ? undefined : Number(digits);
