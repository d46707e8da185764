import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const OWN = 'apps/web/.lintstagedrc.json';
const says = (word: string): string => JSON.stringify({ '*.txt': `echo-args ${word}` });

test('configuration comes, goes and is merged from commit to commit: each commit has its own', async () => {
  const repo = scenario({ head: { '.lintstagedrc.json': says('root'), 'apps/web/a.txt': 'a\n' } });
  let text = 'a\n';
  const commit = async (files: Record<string, string | null> = {}): Promise<string> => {
    text += 'more\n';
    repo.write({ 'apps/web/a.txt': text, ...files });
    repo.git('add', '-A');
    const own = repo.git('ls-files', OWN) !== '';
    if (own) repo.write({ [OWN]: says('unstaged') });
    const { exitCode, stderr } = await repo.commit();
    expect(exitCode, stderr).toBe(0);
    if (own) repo.git('checkout', OWN);
    return repo.recorded().at(-1)?.argv[0] ?? '';
  };
  const found = [
    await commit(),
    await commit({ [OWN]: says('own') }),
    await commit(),
    await commit({ [OWN]: null }),
    await commit(),
  ];
  repo.git('checkout', '-q', '-b', 'side', 'HEAD~4');
  found.push(await commit());
  repo.git('merge', '-q', '--no-commit', '-X', 'ours', 'main~2');
  found.push(await commit(), await commit());
  expect(found).toEqual(['root', 'own', 'own', 'root', 'root', 'root', 'own', 'own']);
});
