import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const path = 'apps/web/a.txt';

// The working file names the blob that was checked out, the snapshot's the one that is staged.
test.each([
  ['LF', '\n', '*.txt ident\n'],
  ['CRLF', '\r\n', '*.txt ident text eol=crlf\n'],
])('with %s the expanded $Id$ is no edit: the whole fix arrives', async (_, end, attributes) => {
  const repo = scenario({
    head: { '.gitattributes': attributes, [path]: '# $Id$\nb\n' },
    services: { 'apps/web': { '*.txt': 'strip-trailing' } },
  });
  rmSync(join(repo.directory, path));
  repo.git('checkout', '-q', '--', path);
  const expanded = `# $Id: ${repo.git('rev-parse', `HEAD:${path}`).trim()} $`;
  expect(repo.state().worktree[path]).toBe(`${expanded}${end}b${end}`);
  const lines = (...all: string[]) => all.map((line) => line + end).join('');
  repo.write({ [path]: lines(`${expanded} `, 'b ', 'c', 'd') });
  repo.git('add', path);
  repo.write({ [path]: lines(`${expanded} `, 'b ', 'c', 'd', 'mine ') });
  const { exitCode, stderr } = await repo.commit();
  expect(exitCode, stderr).toBe(0);
  expect(stderr).not.toContain('lie on top');
  expect(repo.state().head[path]).toBe('# $Id$\nb\nc\nd\n');
  expect(repo.state().worktree[path]).toBe(lines(expanded, 'b', 'c', 'd', 'mine '));
});
