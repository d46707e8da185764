import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('a relative path that leads out of the repository arrives beside it, but not at what configures linters', async () => {
  const repo = scenario({
    index: { 'apps/core/a.txt': 'a\n' },
    services: { 'apps/core': { '*.txt': 'needs' } },
    linters: {
      needs:
        '#!/bin/sh\ncat ../../../gem/lib/a.rb && [ ! -e ../../../.rubocop.yml ] && [ ! -e ../../../node_modules ]\n',
    },
  });
  const beside = join(repo.directory, '..');
  mkdirSync(join(beside, 'gem/lib'), { recursive: true });
  mkdirSync(join(beside, 'node_modules'));
  writeFileSync(join(beside, 'gem/lib/a.rb'), 'puts 1\n');
  writeFileSync(join(beside, '.rubocop.yml'), '');
  const { exitCode, stdout } = await repo.switchyard(['run']);
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('✓ apps/core')]);
  expect(readdirSync(join(beside, 'gem/lib'))).toEqual(['a.rb']);
});

test('a directory above a staged file became a link out of the repository: no configuration is read there', async () => {
  const repo = scenario({
    head: { '.lintstagedrc.json': '{ "*.txt": "upper" }\n' },
    index: { 'apps/web/a.txt': 'a\n' },
  });
  repo.write({
    apps: { link: '../elsewhere' },
    '../elsewhere/web/a.txt': 'a\n',
    '../elsewhere/web/.lintstagedrc.json': '{ "*.txt": "fail" }\n',
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  expect(repo.state().head).toMatchObject({ 'apps/web/a.txt': 'A\n' });
});
