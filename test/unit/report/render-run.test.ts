import type { RepoPath } from '../../../tools/base/paths.ts';
import { describe, expect, test } from 'vitest';
import type { RunOutcome } from '../../../tools/base/model/outcome.ts';
import { absolutePath, repoPath } from '../../../tools/base/paths.ts';
import { renderInterrupted, renderRun } from '../../../tools/report/render-run.ts';
import { styles } from '../../../tools/report/style.ts';
import { command, linted, outcome, pathContext, plain, plan, service } from './outcomes.ts';

const render = (
  what: RunOutcome,
  { command: name = 'run', services = [] as string[], from = '/repo' } = {},
): string =>
  renderRun(
    { outcome: what, pathContext: { ...pathContext, userDirectory: absolutePath(from) } },
    { command: name, services, verbose: false },
    plain,
  );

const published = (fixed: string[] = [], keptEdits: string[] = []) =>
  ({
    kind: 'published',
    fixed: fixed.map(repoPath),
    keptEdits: keptEdits.map(repoPath),
    unwritable: [],
  }) as const;

const web = plan('apps/web', ['apps/web/a.ts', 'apps/web/src/b.ts']);
const core = plan('apps/core', ['apps/core/a\nb.rb']);

describe('passed', () => {
  test('run: a line for each service', () => {
    const services = [
      linted(core, [command('rubocop')]),
      linted(web, [command('eslint')], ['apps/web/src/b.ts']),
    ];
    expect(render(outcome(published(['apps/web/src/b.ts']), services))).toBe(
      '✓ apps/core  1 file, 1.2 s\n' + '✓ apps/web   2 files, fixed src/b.ts, 1.2 s\n',
    );
  });

  test('lint: its service, with what publish will fix', () => {
    const services = [linted(web, [command('eslint')], ['apps/web/a.ts', 'apps/web/src/b.ts'])];
    expect(render(outcome({ kind: 'kept' }, services), { command: 'lint' })).toBe(
      '✓ apps/web  2 files, fixes for a.ts and src/b.ts, 1.2 s\n',
    );
  });

  test('publish: one line if there were fixes, none if not', () => {
    const all = { plan: { services: [core, web], unowned: [] } };
    expect(render(outcome(published(['apps/web/a.ts']), [], all), { command: 'publish' })).toBe(
      '✓ Fixes are staged: 1 file\n',
    );
    expect(render(outcome(published(), [], all), { command: 'publish' })).toBe('');
  });

  test('publish: each service that was not linted is named', () => {
    const more = {
      plan: { services: [core, web], unowned: [] },
      skips: [{ service: service('apps/core'), why: { kind: 'no-result' } as const }],
    };
    expect(render(outcome(published(), [], more), { command: 'publish' })).toBe(
      '! apps/core was not linted: its job was skipped or did not run.\n',
    );
  });

  test('many fixed files are counted', () => {
    const fixed = ['1', '2', '3', '4', '5', '6'].map((name) => `apps/web/${name}`);
    expect(render(outcome(published(fixed), [linted(web, [], fixed)]))).toContain(
      'fixed 1, 2, 3 and 3 more,',
    );
  });

  test('no linter ran, as all were missing', () => {
    const skips = [{ service: service(''), why: { kind: 'missing', program: 'x' } as const }];
    expect(render(outcome(published(), [], { skips }))).toBe(
      'No linter ran.\n! . was not linted: x was not found ("missing": "warn").\n',
    );
  });

  test('an unstaged edit lies on top of a fix', () => {
    const services = [linted(web, [], ['apps/web/a.ts'])];
    const end = published(['apps/web/a.ts'], ['apps/web/a.ts']);
    expect(render(outcome(end, services), { from: '/repo/apps/web' })).toContain(
      '! Your unstaged edits lie on top of fixes in a.ts: the fixes are staged, your edits are kept.\n',
    );
  });
});

describe('nothing to do, since', () => {
  const nothing = (services: ReturnType<typeof plan>[], unowned: string[], asked: string[] = []) =>
    render(
      outcome({ kind: 'nothing-to-do', staged: 9 }, [], {
        plan: { services, unowned: unowned.map(repoPath) },
      }),
      { services: asked },
    );

  test('nothing is staged', () => {
    expect(nothing([], [])).toBe('Nothing to do: nothing is staged that could be linted.\n');
  });

  test('no service owns a file', () => {
    expect(nothing([], ['a', 'b'])).toBe(
      'Nothing to do: no staged file belongs to a service (2 files).\n',
    );
  });

  test('a job of a hook leaves it to publish', () => {
    const end = { kind: 'nothing-to-do', staged: 1 } as const;
    expect(render(outcome(end, []), { command: 'lint' })).toBe('');
  });

  test('no task matches', () => {
    expect(nothing([plan('apps/web', [], ['apps/web/x'])], [])).toBe(
      'Nothing to do: no task of apps/web matches a staged file (1 file).\n',
    );
  });

  test('both', () => {
    expect(nothing([plan('apps/web', [], ['apps/web/x'])], ['a', 'b'])).toBe(
      'Nothing to do: no task of apps/web matches 1 file, and 2 files belong to no service.\n',
    );
  });

  test('the staged files are of other services than those asked for', () => {
    expect(nothing([], ['a'], ['apps/web'])).toBe(
      'Nothing to do: of apps/web no file is staged.\n',
    );
  });
});

describe('failed', () => {
  const failed = (text: string, output: string) =>
    command(text, { kind: 'failed', exitCode: 1 }, output);
  const end = { kind: 'failed' } as const;

  test("the linter's own output, what to do, and where the files stand", () => {
    const output = '\n/snapshot/apps/web/a.ts\n  1:1 bad\n\n';
    const services = [
      linted(core, [command('rubocop')]),
      linted(web, [failed('eslint --fix', output), command('prettier')]),
    ];
    expect(render(outcome(end, services))).toBe(
      [
        '✗ apps/web: eslint --fix (exit code 1)',
        '',
        'apps/web/a.ts',
        '  1:1 bad',
        '',
        'Correct what is reported above, stage it with git add, and try again.',
        'Nothing was changed.',
        '',
      ].join('\n'),
    );
  });

  test('every command that failed, what they print alike once', () => {
    const services = [
      linted(web, [failed('eslint', 'a.ts:1 bad'), failed('eslint', 'a.ts:1 bad')]),
      linted(core, [failed('rubocop', 'worse'), failed('rubocop -A', 'worse')]),
    ];
    const text = render(outcome(end, services));
    expect(text.match(/bad/g)).toHaveLength(1);
    expect(text.match(/✗ apps\/web: eslint /g)).toHaveLength(1);
    expect(text.match(/worse/g)).toHaveLength(1);
    expect(text).toContain('The same from: rubocop -A');
  });

  test('without a word', () => {
    expect(render(outcome(end, [linted(web, [failed('false', '')])]))).toContain(
      '✗ apps/web: false\n  It printed nothing and ended with exit code 1.\n',
    );
  });

  test('in colour, the output keeps its own', () => {
    const services = [linted(web, [failed('eslint', '\x1b[31mbad\x1b[0m')])];
    const report = { outcome: outcome(end, services), pathContext };
    const text = renderRun(report, { command: 'run', services: [], verbose: false }, styles(true));
    expect(text).toContain('\x1b[31mbad\x1b[0m');
    expect(render(outcome(end, services))).not.toContain('\x1b');
  });

  test('a linter is not there', () => {
    const lookedIn = ['/snapshot/apps/web/node_modules/.bin', '/bin', '/usr/bin'];
    const node = { manager: 'pnpm', directory: '' as RepoPath } as const;
    const packages = { node, python: undefined };
    const status = { kind: 'not-found', program: 'eslint', lookedIn, packages } as const;
    expect(render(outcome(end, [linted(web, [command('eslint --fix', status)])]))).toBe(
      [
        '✗ apps/web: eslint --fix',
        '  eslint was not found. Looked in:',
        '    apps/web/node_modules/.bin',
        '    /bin:/usr/bin',
        '  Install it at the top: pnpm install (pnpm add --save-dev eslint, if package.json does not list it).',
        '',
        'Install what is missing, and try again.',
        'Nothing was changed.',
        '',
      ].join('\n'),
    );
  });

  test.each([
    ['was killed', { kind: 'killed', signal: 'SIGKILL' }, 'It was ended by SIGKILL (often'],
    ['hung', { kind: 'timed-out', seconds: 120 }, 'It did not finish within 120 s'],
    ['is a function that threw', { kind: 'broken', message: 'x\x1b[2J' }, '  x\\x1b[2J\n'],
  ] as const)('a linter %s', (_, status, told) => {
    const text = render(outcome(end, [linted(web, [command('x', status, 'said')])]));
    expect(text).toContain(told);
    expect(text).toContain('\nsaid\n');
    expect(text).toMatch(/\nNothing was changed\.\n$/);
  });

  test('a linter deleted a file', () => {
    const unusableFiles = [
      { path: repoPath('apps/web/a.ts'), found: 'nothing' } as const,
      { path: repoPath('apps/web/src/b.ts'), found: 'a symbolic link' } as const,
    ];
    const text = render(outcome(end, [{ ...linted(web, [command('x')]), unusableFiles }]));
    expect(text).toContain('✗ apps/web: a linter deleted apps/web/a.ts.\n');
    expect(text).toContain(
      '✗ apps/web: a linter left a symbolic link in place of apps/web/src/b.ts.\n',
    );
  });
});

describe('not published, since', () => {
  test('the index moved', () => {
    const text = render(outcome({ kind: 'index-moved', paths: [repoPath('apps/core/a\nb.rb')] }));
    expect(text).toContain('What is staged changed while the linters ran: apps/core/a\\nb.rb.');
    expect(text).toMatch(/\nNothing was changed\.\n$/);
  });

  test('the commit would be empty', () => {
    const text = render(outcome({ kind: 'empty-commit', paths: [repoPath('a')] }));
    expect(text).toContain('this commit would be empty: they undo what is staged in a.');
    expect(text).toMatch(/\nNothing was changed\.\n$/);
  });
});

describe('interrupted', () => {
  test('before anything was published', () => {
    expect(renderInterrupted(undefined)).toBe('Interrupted. Nothing was changed.\n');
    const report = { outcome: outcome(published()), pathContext };
    expect(renderInterrupted(report)).toBe('Interrupted. Nothing was changed.\n');
  });

  test('when the fixes were already published', () => {
    const report = { outcome: outcome(published(['a'])), pathContext };
    expect(renderInterrupted(report)).toBe(
      'Interrupted when the fixes were already staged (1 file). Unstaged edits are where they were.\n',
    );
  });
});
