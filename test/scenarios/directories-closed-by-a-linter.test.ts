import { expect, test } from 'vitest';
import { asNobody } from '../support/as-nobody.ts';
import { scenario } from '../support/scenario.ts';

test('directories that a linter leaves without permission to write: the next runs go on', ({
  skip,
}) => {
  const files = (text: string) => ({ 'apps/web/a.txt': text, 'apps/web/b.txt': text });
  const close =
    'mkdir -p gone/deep left/deep && touch gone/deep/x left/deep/x && chmod 555 gone/deep left/deep . ..';
  const repo = scenario({
    head: files('HEAD\n'),
    index: { 'apps/web/a.txt': 'a\n' },
    worktree: { 'apps/web/b.txt': 'b\n' },
    services: { 'apps/web': { '*.txt': ['upper', 'close'] } },
    linters: { close: `#!/bin/sh\n${close}\n` },
  });
  const commit = asNobody(repo) ?? skip('needs root');
  for (const args of [[], ['-a']]) {
    const { exitCode, output } = commit(...args);
    expect(exitCode, output).toBe(0);
  }
  for (const [path, text] of Object.entries({ 'apps/web/a.txt': 'A\n', 'apps/web/b.txt': 'B\n' })) {
    expect(repo.git('-c', 'safe.directory=*', 'show', `HEAD:${path}`)).toBe(text);
  }
});
