import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario, type Scenario } from '../support/scenario.ts';

/** Stages a change and runs; returns whether the files beside it, which linters are not given, had CRLF. */
async function look(repo: Scenario): Promise<string> {
  appendFileSync(join(repo.directory, 'apps/web/a.txt'), 'more\n');
  repo.git('add', '-A');
  const { stdout } = await repo.switchyard(['run']);
  return /^found:(.*)$/m.exec(stdout)?.[1]?.trim() ?? 'not run';
}

const repository = (): Scenario =>
  scenario({
    head: { 'apps/web/a.txt': 'a\n', 'apps/web/b.md': 'b\n', 'apps/web/deep/b.md': 'b\n' },
    services: { 'apps/web': { '*.txt': 'show' } },
    linters: { show: "#!/bin/sh\necho found: $(grep -l '\r' *.md */*.md)\nexit 1\n" },
  });

test('files that only get other attributes are to linters as in a clean clone', async () => {
  const repo = repository();
  expect(await look(repo)).toBe('');
  repo.write({ 'apps/web/deep/.gitattributes': '*.md text eol=crlf\n' });
  expect(await look(repo)).toBe('deep/b.md');
  repo.git('commit', '-q', '--no-verify', '-m', 'deep');
  expect(await look(repo)).toBe('deep/b.md');
  repo.write({ '.gitattributes': '*.md text eol=crlf\n' });
  expect(await look(repo)).toBe('b.md deep/b.md');
  repo.git('reset', '-q', '--hard', 'HEAD~1');
  expect(await look(repo)).toBe('');
});

test('files that the repository’s own settings convert are to linters as in this working tree', async () => {
  const repo = repository();
  expect(await look(repo)).toBe('');
  repo.git('config', 'core.autocrlf', 'true');
  expect(await look(repo)).toBe('b.md deep/b.md');
  repo.write({ '.git/info/attributes': 'b.md -text\n' });
  expect(await look(repo)).toBe('');
  repo.write({ '.git/info/attributes': 'apps/web/deep/b.md -text\n' });
  expect(await look(repo)).toBe('b.md');
  repo.git('config', '--unset', 'core.autocrlf');
  expect(await look(repo)).toBe('');
});
