import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

test('git inside a linter knows loose and packed branches and tags, the newer of both', async () => {
  const repo = scenario({
    head: { 'a.txt': 'a\n' },
    services: { '.': { '*.txt': 'git-refs' } },
  });
  repo.git('tag', 'packed');
  repo.git('branch', 'moved');
  repo.git('pack-refs', '--all');
  repo.git('commit', '-q', '--allow-empty', '-m', 'newer', '--no-verify');
  repo.git('branch', '-f', 'moved');
  repo.git('tag', 'loose/one');
  repo.write({
    'node_modules/.bin/git-refs': {
      executable: '#!/bin/sh\ngit for-each-ref "--format=%(refname) %(objectname)"\nexit 1\n',
    },
  });
  repo.write({ 'a.txt': 'b\n' });
  repo.git('add', 'a.txt');
  const expected = repo.git('for-each-ref', '--format=%(refname) %(objectname)');
  expect((await repo.switchyard(['run'])).stdout).toContain(expected.trim());
});

test('from commit to commit, git inside a linter knows the refs of the day, not those of another linter', async () => {
  const repo = scenario({
    head: { 'a.txt': 'a\n' },
    services: { '.': { '*.txt': 'git-refs' } },
    linters: {
      'git-refs': `#!/bin/sh
directory=$(git rev-parse --git-dir)
git for-each-ref '--format=%(refname) %(objectname)'; git config --get-regexp '^own'; ls "$directory"
case $(cat a.txt) in
  tag) git tag own ;;
  packed) git pack-refs --all ;;
  set) git config own.setting yes ;;
  written) printf '[own]\\nsetting = yes\\n' >>"$directory/config" ;;
  new) touch "$directory/own.lock" ;;
  unlinked) rm -r "$directory/refs" ;;
esac
exit 1
`,
    },
  });
  const changes = {
    tag: () => repo.git('branch', 'side'),
    packed: () => repo.git('tag', 'v1'),
    set: () => repo.git('branch', '-m', 'side', 'side/one'),
    written: () => repo.git('pack-refs', '--all'),
    new: () => repo.git('branch', 'side/two'),
    unlinked: () => repo.git('tag', '-d', 'v1'),
    plain: () => repo.git('commit', '-q', '--allow-empty', '--no-verify', '-m', 'newer'),
    last: () => repo.git('branch', '-D', 'side/one'),
  };
  for (const [text, change] of Object.entries(changes)) {
    change();
    repo.write({ 'a.txt': `${text}\n` });
    repo.git('add', 'a.txt');
    const expected = repo.git('for-each-ref', '--format=%(refname) %(objectname)').trim();
    const { stdout } = await repo.switchyard(['run']);
    expect(stdout.match(/^(refs\/|own).*$/gm), text).toEqual(expected.split('\n'));
  }
});
