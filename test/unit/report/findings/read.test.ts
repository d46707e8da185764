// Samples are what eslint 10, stylelint 15, RuboCop 1.39, ruff 0.17, biome 2.5, oxlint 1.94, shellcheck 0.9, tsc 6 and
// prettier 3.10 print.
import { describe, expect, test } from 'vitest';
import {
  readEslint,
  readRubocop,
  readRuff,
  readShellcheck,
  readStylelint,
} from '../../../../tools/report/findings/read-json.ts';
import {
  readCommon,
  readGithub,
  readPrettier,
  readTsc,
} from '../../../../tools/report/findings/read-lines.ts';

describe('JSON', () => {
  test('eslint: between lines of another kind', () => {
    const output = [
      '(node:1) Warning: something [is] off',
      '[{"filePath":"/s/a.ts","messages":[{"ruleId":null,"fatal":true,"severity":2,"message":"Parsing error","line":2,"column":7},{"ruleId":"no-alert","severity":1,"message":"No.","line":3,"column":1,"endLine":3,"endColumn":5}],"source":"x"}]',
      '[done]',
    ].join('\n');
    expect(readEslint(output)).toEqual([
      {
        file: '/s/a.ts',
        range: { line: 2, column: 7 },
        severity: 'error',
        message: 'Parsing error',
      },
      {
        file: '/s/a.ts',
        range: { line: 3, column: 1, endLine: 3, endColumn: 5 },
        severity: 'warning',
        rule: 'no-alert',
        message: 'No.',
      },
    ]);
  });

  test('rubocop: without what it has corrected', () => {
    const offense = (more: object) => ({
      severity: 'convention',
      message: 'No.',
      cop_name: 'Style/X',
      location: {
        start_line: 1,
        start_column: 2,
        last_line: 1,
        last_column: 4,
        line: 1,
        column: 2,
      },
      ...more,
    });
    const offenses = [offense({ corrected: true }), offense({ corrected: false })];
    expect(readRubocop(JSON.stringify({ files: [{ path: 'a.rb', offenses }] }))).toEqual([
      {
        file: 'a.rb',
        range: { line: 1, column: 2, endLine: 1, endColumn: 5 },
        severity: 'error',
        rule: 'Style/X',
        message: 'No.',
      },
    ]);
  });

  test('ruff: in many lines, a syntax error without a code', () => {
    const output = JSON.stringify(
      [
        {
          code: 'F401',
          filename: '/s/a.py',
          message: '`os` imported but unused',
          location: { row: 1, column: 8 },
          end_location: { row: 1, column: 10 },
        },
        { code: null, filename: '/s/b.py', message: 'Expected', location: { row: 2, column: 1 } },
      ],
      null,
      2,
    );
    expect(readRuff(output)).toMatchObject([
      { file: '/s/a.py', range: { line: 1, column: 8, endLine: 1, endColumn: 10 }, rule: 'F401' },
      { file: '/s/b.py', range: { line: 2, column: 1 }, message: 'Expected' },
    ]);
  });

  test('stylelint: the rule is not said twice', () => {
    const warnings = [
      {
        line: 1,
        column: 5,
        endLine: 1,
        endColumn: 8,
        rule: 'color-named',
        severity: 'error',
        text: 'No "red" (color-named)',
      },
      { line: 2, column: 1, rule: 'CssSyntaxError', severity: 'warning', text: 'Unclosed' },
    ];
    expect(readStylelint(JSON.stringify([{ source: '/s/a.css', warnings }]))).toEqual([
      {
        file: '/s/a.css',
        range: { line: 1, column: 5, endLine: 1, endColumn: 8 },
        severity: 'error',
        rule: 'color-named',
        message: 'No "red"',
      },
      {
        file: '/s/a.css',
        range: { line: 2, column: 1 },
        severity: 'warning',
        rule: 'CssSyntaxError',
        message: 'Unclosed',
      },
    ]);
  });

  test('shellcheck', () => {
    const place = { line: 3, column: 4, endLine: 3, endColumn: 8 };
    const comment = { file: 'a.sh', ...place, level: 'info', code: 2086, message: 'Double quote.' };
    expect(readShellcheck(JSON.stringify({ comments: [comment] }))).toEqual([
      { file: 'a.sh', range: place, severity: 'warning', rule: 'SC2086', message: 'Double quote.' },
    ]);
  });

  test('what is no JSON is not read', () => {
    for (const read of [readEslint, readStylelint, readRubocop, readRuff, readShellcheck]) {
      expect(read('Oops!\n[object Object]\n{}\n')).toBeUndefined();
    }
  });
});

describe('lines', () => {
  test('tsc: more of a message in lines that are indented, and an error without a file', () => {
    const output = [
      "src/a (b).ts(3,5): error TS2322: Type 'A' is not assignable to type 'B'.",
      "  Property 'x' is missing.",
      "error TS5083: Cannot read file 'tsconfig.json'.",
    ].join('\n');
    expect(readTsc(output)).toEqual([
      {
        file: 'src/a (b).ts',
        range: { line: 3, column: 5 },
        severity: 'error',
        rule: 'TS2322',
        message: "Type 'A' is not assignable to type 'B'.\n  Property 'x' is missing.",
      },
      {
        file: undefined,
        severity: 'error',
        rule: 'TS5083',
        message: "Cannot read file 'tsconfig.json'.",
      },
    ]);
  });

  test("biome: GitHub's own form, between what it says to people", () => {
    const output = [
      '::warning title=lint/correctness/noUnusedVariables,file=src/b.ts,line=2,endLine=2,col=5,endColumn=6::Unused.',
      '::error title=parse,file=a%2Cb.ts,line=1,endLine=1,col=7,endColumn=10::Expected 100%25,%0Anot this.',
      'check ━━━━━━',
      '  × Some errors were emitted while applying fixes.',
    ].join('\n');
    expect(readGithub(output)).toEqual([
      {
        file: 'src/b.ts',
        range: { line: 2, column: 5, endLine: 2, endColumn: 6 },
        severity: 'warning',
        rule: 'lint/correctness/noUnusedVariables',
        message: 'Unused.',
      },
      {
        file: 'a,b.ts',
        range: { line: 1, column: 7, endLine: 1, endColumn: 10 },
        severity: 'error',
        rule: 'parse',
        message: 'Expected 100%,\nnot this.',
      },
    ]);
    expect(readGithub('error: no such option')).toBeUndefined();
  });

  test('oxlint: the place in front of the message is no part of it', () => {
    const output =
      '::error file=a%2Cb.js,line=1,endLine=1,col=1,endColumn=10,title=eslint(no-debugger)::a,b.js:1:1: `debugger` is not allowed';
    expect(readGithub(output)).toEqual([
      {
        file: 'a,b.js',
        range: { line: 1, column: 1, endLine: 1, endColumn: 10 },
        severity: 'error',
        rule: 'eslint(no-debugger)',
        message: '`debugger` is not allowed',
      },
    ]);
  });

  test('prettier: a syntax error, and a file that is not formatted', () => {
    const output = [
      '[error] src/a.ts: SyntaxError: Declaration or statement expected. (3:1)',
      '[error]   1 | const',
      '[warn] src/b.ts',
      '[warn] my page, 2.tsx',
      '[warn] Code style issues found in the above file. Run Prettier with --write to fix.',
      'src/c.ts 20ms (unchanged)',
    ].join('\n');
    expect(readPrettier(output, (name) => name === 'my page, 2.tsx')).toMatchObject([
      { file: 'src/a.ts', range: { line: 3, column: 1 } },
      { file: 'src/b.ts', message: 'The file is not formatted.' },
      { file: 'my page, 2.tsx', message: 'The file is not formatted.' },
    ]);
  });

  test('others: of known files only', () => {
    const known = new Set(['a.py', 'b.sh']);
    const output = [
      'a.py:1:5: E231 missing whitespace',
      'unknown.py:1:5: not one of ours',
      'b.sh:7: warning: Quote this. [SC2086]',
      'b.sh',
      '  9:2  error  heading style',
      'Found 3 at 12:30:00',
    ].join('\n');
    expect(readCommon(output, (name) => known.has(name))).toEqual([
      {
        file: 'a.py',
        range: { line: 1, column: 5 },
        severity: 'error',
        message: 'E231 missing whitespace',
      },
      { file: 'b.sh', range: { line: 7 }, severity: 'warning', message: 'Quote this. [SC2086]' },
      { file: 'b.sh', range: { line: 9, column: 2 }, severity: 'error', message: 'heading style' },
    ]);
  });
});
