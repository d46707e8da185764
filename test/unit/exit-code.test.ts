import { expect, test } from 'vitest';
import { repoPath } from '../../tools/base/paths.ts';
import { exitCodeOf } from '../../tools/exit-code.ts';
import { command, linted, outcome, plan } from './report/outcomes.ts';

const web = plan('apps/web', ['apps/web/a']);
const failed = command('x', { kind: 'failed', exitCode: 5 });
const missing = command('x', { kind: 'not-found', program: 'x', lookedIn: [] });
const unusableFiles = [{ path: repoPath('apps/web/a'), found: 'nothing' } as const];
const end = { kind: 'failed' } as const;

test.each([
  ['published', outcome({ kind: 'published', fixed: [], keptEdits: [], unwritable: [] }), 0],
  ['kept', outcome({ kind: 'kept' }), 0],
  ['nothing to do', outcome({ kind: 'nothing-to-do', staged: 0 }), 0],
  ['a linter failed', outcome(end, [linted(web, [failed])]), 1],
  ['a linter is missing', outcome(end, [linted(web, [missing, command('y')])]), 3],
  ['one failed, one is missing', outcome(end, [linted(web, [missing, failed])]), 1],
  ['a linter deleted a file', outcome(end, [{ ...linted(web, [command('y')]), unusableFiles }]), 1],
  ['the index moved', outcome({ kind: 'index-moved', paths: [] }), 3],
  ['the commit would be empty', outcome({ kind: 'empty-commit', paths: [] }), 1],
])('%s', (_, what, code) => {
  expect(exitCodeOf(what)).toBe(code);
});
