import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const path = 'apps/core/a.rb';

const before = (first: string, last: string) =>
  `def f\n  ${first}\n    go\n  ${last}\nend\n\ndef g\n  if now\n    go\n  end\nend\n`;
const committed =
  'def f\n  return unless now\n\n  go\nend\n\ndef g\n  return unless now\n\n  go\nend\n';

/** A linter that makes a guard clause of a block, as RuboCop does. */
const guard = `#!/usr/bin/env node
const fs = require('node:fs');
for (const file of process.argv.slice(2)) {
  const text = fs.readFileSync(file, 'utf8');
  const block = / {2}if now\\n {4}go\\n {2}end\\n/g;
  fs.writeFileSync(file, text.replaceAll(block, '  return unless now\\n\\n  go\\n'));
}
`;

test.each([
  ['end', before('if now', 'end # mine'), 'if now\n  go\n  end # mine\nend'],
  ['beginning', before('if now && mine', 'end'), 'if now && mine\n  go\n  end\nend'],
])(
  'a linter takes a block away whose %s is edited: both ends of it stay',
  async (_, edit, kept) => {
    const repo = scenario({
      head: {},
      index: { [path]: before('if now', 'end') },
      worktree: { [path]: edit },
      services: { 'apps/core': { '*.rb': 'guard' } },
      linters: { guard },
    });
    const { exitCode, stderr } = await repo.commit();
    expect(exitCode, stderr).toBe(0);
    expect(repo.state().head).toEqual({ [path]: committed });
    expect(repo.state().worktree).toEqual({
      [path]: committed.replace('return unless now\n\n  go\nend', kept),
    });
  },
);
