import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

/** Speaks eslint's JSON, if asked to; says what is on line 3 of what it left. */
const eslint = `#!/usr/bin/env node
const { resolve } = require('node:path');
const { readFileSync, writeFileSync } = require('node:fs');
const [format, name, ...files] = process.argv.slice(2);
if (format !== '--format' || name !== 'json') throw new Error('for people');
console.error('a warning on the other output');
console.log(JSON.stringify(files.map((file) => {
  writeFileSync(file, '// header\\n' + readFileSync(file, 'utf8'));
  const message = { ruleId: 'no-undef', severity: 2, message: "'x' is 100% undefined\\n::error::x", line: 3, column: 1, endLine: 3, endColumn: 2 };
  return { filePath: resolve(file), messages: [message], source: 'x' };
})));
process.exitCode = 1;
`;

const before = {
  head: { 'apps/web/a,b.js': 'one\nx\n', 'apps/core/c.txt': 'C\n' },
  index: { 'apps/web/a,b.js': 'one\nx;\n', 'apps/core/c.txt': 'C\nc\n' },
  services: { 'apps/web': { '*.js': 'eslint' }, 'apps/core': { '*.txt': 'upper' } },
  linters: { eslint },
};

test('on GitHub Actions each finding is an annotation at the line that is committed', async () => {
  const repo = scenario(before);
  const summary = join(repo.directory, '../summary.md');
  const { exitCode, stdout } = await repo.switchyard(['check'], {
    env: { GITHUB_ACTIONS: 'true', CI: 'true', GITHUB_STEP_SUMMARY: summary },
  });
  expect(exitCode).toBe(1);
  const [, token, readable = '', annotations = ''] =
    /^::stop-commands::(\w+)\n([^]*)\n::\1::\n([^]*)\n$/.exec(stdout) ?? [];
  expect(token).toMatch(/^\w{32}$/);
  expect(readable).toContain("apps/web/a,b.js:2:1: error: 'x' is 100% undefined");
  expect(annotations.split('\n')).toEqual([
    '::error file=apps/core/c.txt,line=2,endLine=2,title=apps/core%3A switchyard would-change::The linters would change this:%0A-c%0A+C',
    "::error file=apps/web/a%2Cb.js,line=2,endLine=2,col=1,endColumn=2,title=apps/web%3A eslint no-undef::'x' is 100%25 undefined%0A::error::x",
    '::error file=apps/web/a%2Cb.js,line=1,endLine=1,title=apps/web%3A switchyard would-change::The linters would change this:%0A+// header',
  ]);
  expect(readFileSync(summary, 'utf8')).toContain('| error | apps/core/c.txt:2 |');
});

test('more findings than GitHub shows are counted', async () => {
  const repo = scenario({
    head: {},
    index: Object.fromEntries(Array.from({ length: 13 }, (_, at) => [`a${at}.txt`, 'a\n'])),
    services: { '.': { '*.txt': 'fail' } },
  });
  const { stdout } = await repo.switchyard(['check', '--format', 'github']);
  expect(stdout.match(/^::error file=a\d+\.txt,line=1,/gm)).toHaveLength(10);
  expect(stdout).toMatch(/\n::notice title=switchyard::3 more findings are not shown/);
});

test('JSON and SARIF have the same findings', async () => {
  const repo = scenario(before);
  const asJson = await repo.switchyard(['check', '--format', 'json']);
  const asSarif = await repo.switchyard(['check', '--format', 'sarif']);
  const { findings } = JSON.parse(asJson.stdout) as { findings: { path: string }[] };
  const sarif = JSON.parse(asSarif.stdout) as {
    runs: {
      results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[];
    }[];
  };
  const uris = sarif.runs[0]?.results.map(
    ({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri,
  );
  expect(findings.map(({ path }) => path)).toEqual([
    'apps/core/c.txt',
    'apps/web/a,b.js',
    'apps/web/a,b.js',
  ]);
  expect(uris).toEqual(['apps/core/c.txt', 'apps/web/a%2Cb.js', 'apps/web/a%2Cb.js']);
});

test.each(['name with spaces.txt', 'ä.txt', 'new\nline.txt'])(
  'git applies the patch that is written: %j',
  async (name) => {
    const repo = scenario({
      head: {},
      index: { [`apps/web/${name}`]: 'one\ntwo', 'apps/web/b.txt': { executable: 'b\r\n' } },
      services: { 'apps/web': { '*.txt': 'upper' } },
    });
    const options = ['check', '--patch', '../fixes.patch'];
    expect(await repo.switchyard(options)).toMatchObject({ exitCode: 1 });
    repo.git('apply', '--index', '../fixes.patch');
    expect(repo.state().index).toEqual({
      [`apps/web/${name}`]: 'ONE\nTWO',
      'apps/web/b.txt': { executable: 'B\r\n' },
    });
    expect(await repo.switchyard(options)).toMatchObject({ exitCode: 0 });
    expect(existsSync(join(repo.directory, '../fixes.patch'))).toBe(true);
  },
);
