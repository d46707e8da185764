// `npm run demo`: a commit in three languages, seen from all sides, in a throw-away clone of this repository.
// It checks what it says, and fails if something is not so. `--svg FILE` makes a picture of what it shows.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CHANGES, NEW_FILE, REFUSED, UNSTAGED, UNTRACKED } from './demo/changes.mjs';
import { Clone } from './demo/clone.mjs';
import { picture } from './demo/picture.mjs';
import { Screen } from './demo/screen.mjs';
import { setUp } from './setup/set-up.mjs';
import { top } from './support/paths.mjs';
import { main, must } from './support/run.mjs';

const { svg } = parseArgs({ options: { svg: { type: 'string' } } }).values;

await main(() => {
  setUp();
  must([process.execPath, 'scripts/build.mjs'], { cwd: top });
  const clone = new Clone();
  const screen = new Screen(clone, { records: svg !== undefined });
  try {
    clone.prepare();
    commit(clone, screen);
    refusedCommit(clone, screen);
    const holds = screen.finish();
    if (svg !== undefined && holds) {
      writeFileSync(svg, picture(screen.recorded, 'What npm run demo shows'));
    }
  } finally {
    clone.remove();
  }
});

function commit(clone, screen) {
  for (const { path, at, staged } of CHANGES) clone.replace(path, at, staged);
  clone.write(NEW_FILE.path, NEW_FILE.staged);
  clone.run(['git', 'add', '--all']);
  for (const { path, staged, edited } of CHANGES) clone.replace(path, staged, edited);
  clone.replace(UNSTAGED.path, UNSTAGED.at, UNSTAGED.edited);
  clone.write(UNTRACKED.path, UNTRACKED.content);
  const original = (path) => clone.run(['git', 'show', `HEAD:${path}`]);
  const expected = CHANGES.map(({ path, at, committed, merged }) => ({
    path,
    committed: original(path).replace(at, () => committed),
    merged: original(path).replace(at, () => merged),
  }));
  const before = clone.observe();
  const staged = clone.run(['git', 'write-tree']).slice(0, 10);

  screen.title('Changes in three services: staged, partially staged (MM), unstaged, untracked');
  screen.run(['git', 'status', '--short']);
  for (const { path, shows } of CHANGES) screen.say(`${path}: ${shows}`);

  screen.title('The commit: lefthook starts each service’s linters');
  const passed = screen.run([
    'git',
    'commit',
    '--quiet',
    '--message',
    'One commit, three languages',
  ]);
  screen.claim(
    'the commit was made',
    passed && clone.run(['git', 'rev-list', '--count', 'HEAD^..']) === '1\n',
  );

  screen.title('What was committed is what was staged, with these changes of the linters');
  const shown = ['--', ...CHANGES.map(({ path }) => path)];
  screen.run(['git', 'diff', '--unified=0', staged, 'HEAD', ...shown]);
  const committed = [...expected, NEW_FILE];
  screen.claim(
    `${committed.length} files were committed, as their linters make them from what was staged`,
    clone.run(['git', 'diff', '--name-only', '-z', 'HEAD^', 'HEAD']).split('\0').length - 1 ===
      committed.length && committed.every((file) => original(file.path) === file.committed),
  );

  screen.title('What stayed unstaged');
  screen.run(['git', 'status', '--short']);
  screen.run(['git', 'diff', '--unified=1', ...shown]);
  const after = clone.observe();
  const fixed = new Set(committed.map(({ path }) => path));
  screen.claim(
    'every unstaged edit is in its file, among the fixes; where both change a line, the edit stays',
    expected.every(({ path, merged }) => clone.read(path) === merged),
  );
  screen.claim(
    'every other file, tracked or not, has its bytes, mode, inode and time; nothing was stashed',
    [...before.files].every(([path, file]) => fixed.has(path) || after.files.get(path) === file) &&
      after.stash === '',
  );
}

function refusedCommit(clone, screen) {
  for (const { path, at, staged } of REFUSED) clone.replace(path, at, staged);
  clone.run(['git', 'add', ...REFUSED.map(({ path }) => path)]);
  const before = clone.observe();

  screen.title('A commit that a linter refuses');
  screen.run(['git', 'diff', '--staged', '--unified=0', '--', 'apps/ai-gateway']);
  const passed = screen.run(['git', 'commit', '--quiet', '--message', 'Not like this']);
  const after = clone.observe();
  screen.claim('the commit was refused', !passed && after.refs === before.refs);
  screen.claim(
    'the index is as it was, the files of the service that passed included',
    after.index === before.index,
  );
  screen.claim(
    `all ${before.files.size} files have their bytes, mode, inode and time; nothing was stashed`,
    after.files.size === before.files.size &&
      [...before.files].every(([path, file]) => after.files.get(path) === file) &&
      after.stash === '',
  );
}
