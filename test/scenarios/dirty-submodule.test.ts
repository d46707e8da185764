import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test.each(['false', 'true'])(
  'submodule.recurse=%s: its edits and its settings stay',
  async (recurse) => {
    const repo = scenario({
      head: { 'apps/web/a.txt': 'A\n' },
      services: { 'apps/web': { '**/*.txt': 'upper' } },
    });
    repo.git('init', '-q', '../library');
    repo.git('-C', '../library', 'commit', '-q', '--allow-empty', '-m', 'one');
    repo.git(
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      '../library',
      'apps/web/lib.txt',
    );
    repo.git('commit', '-q', '--no-verify', '-m', 'submodule');
    repo.git('config', 'submodule.recurse', recurse);
    repo.git('-C', 'apps/web/lib.txt', 'commit', '-q', '--allow-empty', '-m', 'two');
    repo.git('add', 'apps/web/lib.txt');
    repo.git('-C', 'apps/web/lib.txt', 'commit', '-q', '--allow-empty', '-m', 'three');
    repo.write({ 'apps/web/a.txt': 'b\n', 'apps/web/lib.txt/edit.txt': 'edit\n' });
    repo.git('add', 'apps/web/a.txt');
    const settings = join(repo.directory, '.git/modules/apps/web/lib.txt/config');
    const before = readFileSync(settings, 'utf8');
    const three = repo.git('-C', 'apps/web/lib.txt', 'rev-parse', 'HEAD', 'HEAD^');
    expect(await repo.commit()).toMatchObject({ exitCode: 0 });
    expect(repo.git('show', 'HEAD:apps/web/a.txt')).toBe('B\n');
    expect(three).toContain(repo.git('rev-parse', 'HEAD:apps/web/lib.txt'));
    expect(repo.git('-C', 'apps/web/lib.txt', 'rev-parse', 'HEAD', 'HEAD^')).toBe(three);
    expect(repo.git('-C', 'apps/web/lib.txt', 'status', '--porcelain')).toBe('?? edit.txt\n');
    expect(readFileSync(settings, 'utf8')).toBe(before);
  },
);
