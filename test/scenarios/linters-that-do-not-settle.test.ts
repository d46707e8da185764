import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('two linters that undo what the other does: the commit passes, and check says why it does not', async () => {
  const repo = scenario({
    head: { 'apps/web/a.txt': 'A\n', 'apps/web/b.txt': 'B\n' },
    index: { 'apps/web/a.txt': 'one\n', 'apps/web/b.txt': '# header\nB\n' },
    services: { 'apps/web': { '*.txt': ['upper', 'add-header'] } },
  });
  expect(await repo.commit()).toMatchObject({ exitCode: 0 });
  const { exitCode, stdout } = await repo.switchyard(['check', '--from', 'HEAD~1']);
  expect(exitCode).toBe(1);
  expect(stdout).toContain(
    "\n! apps/web: `upper` and `add-header` change each other's result, or one of them its own: run again on what they made of apps/web/a.txt and apps/web/b.txt, that is changed once more.",
  );
  const json = await repo.switchyard(['check', '--from', 'HEAD~1', '--format', 'json']);
  const { unstable, findings } = JSON.parse(json.stdout) as { unstable: object; findings: object };
  const paths = ['apps/web/a.txt', 'apps/web/b.txt'];
  expect(unstable).toEqual([{ service: 'apps/web', commands: ['upper', 'add-header'], paths }]);
  expect(findings).toContainEqual(
    expect.objectContaining({ path: 'apps/web/b.txt', rule: 'unstable', severity: 'warning' }),
  );
  const github = await repo.switchyard(['check', '--from', 'HEAD~1', '--format', 'github']);
  expect(github.stdout).toMatch(
    /^::warning file=apps\/web\/a.txt,title=apps\/web%3A switchyard unstable::/m,
  );
});

test('linters that settle are not named, though they would change the file', async () => {
  const repo = scenario({
    head: {},
    index: { 'a.txt': 'one  \n' },
    services: { '.': { '*.txt': ['upper', 'strip-trailing'] } },
  });
  const { exitCode, stdout } = await repo.switchyard(['check']);
  expect(exitCode).toBe(1);
  expect(stdout).not.toContain('once more');
});

test('a linter that fails on what it made itself', async () => {
  const once = `#!/usr/bin/env node
const { readFileSync, writeFileSync } = require('node:fs');
for (const file of process.argv.slice(2)) {
  if (readFileSync(file, 'utf8') === 'fixed\\n') process.exit(1);
  writeFileSync(file, 'fixed\\n');
}
`;
  const repo = scenario({
    head: {},
    index: { 'a.txt': 'one\n' },
    services: { '.': { '*.txt': 'once' } },
    linters: { once },
  });
  const { stdout } = await repo.switchyard(['check']);
  expect(stdout).toContain('! .: `once` does not pass on what it made. Until this is settled');
});
