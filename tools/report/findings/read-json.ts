// Reads the JSON output of eslint, stylelint, rubocop, ruff and shellcheck. `undefined` if it is not what was expected.
// Offenses that a linter has corrected are left out, as they are in the diff.
import { at, findJson, list, position, text } from './json-values.ts';
import { rangeOf, ruleOf, type RawFinding } from './raw-finding.ts';

/** `[{ "filePath": "/…/a.ts", "messages": [{ "ruleId": …, "severity": 2, "line": 1, … }] }]` */
export function readEslint(output: string): RawFinding[] | undefined {
  const files = findJson(output);
  if (!Array.isArray(files)) return undefined;
  return files.flatMap((file) =>
    list(at(file, 'messages')).map((message): RawFinding => ({
      file: text(at(file, 'filePath')),
      ...placeOf(message),
      severity: at(message, 'severity') === 1 ? 'warning' : 'error',
      ...ruleOf(text(at(message, 'ruleId'))),
      message: text(at(message, 'message')) ?? 'no message',
    })),
  );
}

/** `[{ "source": "/…/a.css", "warnings": [{ "line": 1, "rule": …, "text": "No. (rule)", … }] }]` */
export function readStylelint(output: string): RawFinding[] | undefined {
  const files = findJson(output);
  if (!Array.isArray(files)) return undefined;
  return files.flatMap((file) =>
    list(at(file, 'warnings')).map((warning): RawFinding => {
      const rule = text(at(warning, 'rule'));
      const message = text(at(warning, 'text')) ?? 'no message';
      return {
        file: text(at(file, 'source')),
        ...placeOf(warning),
        severity: at(warning, 'severity') === 'warning' ? 'warning' : 'error',
        ...ruleOf(rule),
        message: message.endsWith(` (${rule ?? ''})`)
          ? message.slice(0, -(rule ?? '').length - 3)
          : message,
      };
    }),
  );
}

/** `{ "comments": [{ "file": "a.sh", "line": 1, "level": "info", "code": 2086, "message": … }] }` */
export function readShellcheck(output: string): RawFinding[] | undefined {
  const comments = at(findJson(output), 'comments');
  if (!Array.isArray(comments)) return undefined;
  return comments.map((comment): RawFinding => ({
    file: text(at(comment, 'file')),
    ...placeOf(comment),
    severity: at(comment, 'level') === 'error' ? 'error' : 'warning',
    ...ruleOf(`SC${String(at(comment, 'code'))}`),
    message: text(at(comment, 'message')) ?? 'no message',
  }));
}

/** `{ "files": [{ "path": "a.rb", "offenses": [{ "severity": "convention", "cop_name": …, … }] }] }` */
export function readRubocop(output: string): RawFinding[] | undefined {
  const files = at(findJson(output), 'files');
  if (!Array.isArray(files)) return undefined;
  return files.flatMap((file) =>
    list(at(file, 'offenses'))
      .filter((offense) => at(offense, 'corrected') !== true)
      .map((offense): RawFinding => {
        const location = at(offense, 'location');
        const lastColumn = position(at(location, 'last_column'));
        return {
          file: text(at(file, 'path')),
          ...rangeOf(
            position(at(location, 'start_line')) ?? position(at(location, 'line')),
            position(at(location, 'start_column')) ?? position(at(location, 'column')),
            position(at(location, 'last_line')),
            lastColumn === undefined ? undefined : lastColumn + 1, // rubocop's is inclusive
          ),
          severity: at(offense, 'severity') === 'info' ? 'warning' : 'error',
          ...ruleOf(text(at(offense, 'cop_name'))),
          message: text(at(offense, 'message')) ?? 'no message',
        };
      }),
  );
}

/** `[{ "filename": "/…/a.py", "code": "F401", "location": { "row": 1, "column": 8 }, … }]` */
export function readRuff(output: string): RawFinding[] | undefined {
  const findings = findJson(output);
  if (!Array.isArray(findings)) return undefined;
  return findings.map((finding): RawFinding => ({
    file: text(at(finding, 'filename')),
    ...rangeOf(
      position(at(finding, 'location', 'row')),
      position(at(finding, 'location', 'column')),
      position(at(finding, 'end_location', 'row')),
      position(at(finding, 'end_location', 'column')),
    ),
    severity: 'error',
    ...ruleOf(text(at(finding, 'code')) ?? text(at(finding, 'name'))),
    message: text(at(finding, 'message')) ?? 'no message',
  }));
}

const placeOf = (value: unknown): ReturnType<typeof rangeOf> =>
  rangeOf(
    position(at(value, 'line')),
    position(at(value, 'column')),
    position(at(value, 'endLine')),
    position(at(value, 'endColumn')),
  );
