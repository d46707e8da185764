// Writes commits straight into a repository's object database, thousands of files in a second.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Commits are `{ from, files }`: an id, the index of one before it in the list, or nothing; and path → content,
 * where null deletes. Returns their ids. No ref is left.
 */
export function writeCommits(directory, commits) {
  const scratch = mkdtempSync(join(tmpdir(), 'switchyard-bench-'));
  const marks = join(scratch, 'marks');
  const git = (args, input) => {
    const { status, stderr } = spawnSync('git', args, { cwd: directory, input, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${args[0]}: ${stderr}`);
  };
  git(['fast-import', '--quiet', '--force', `--export-marks=${marks}`], stream(commits));
  git(['update-ref', '-d', 'refs/bench']);
  const ids = new Map(
    readFileSync(marks, 'utf8')
      .split('\n')
      .map((line) => line.split(' ')),
  );
  rmSync(scratch, { recursive: true });
  return commits.map((_, index) => ids.get(`:${index + 1}`));
}

function stream(commits) {
  const blobs = new Map();
  const lines = [];
  const markOf = (content) => {
    const known = blobs.get(content);
    if (known !== undefined) return known;
    const mark = `:${commits.length + 1 + blobs.size}`;
    blobs.set(content, mark);
    lines.push('blob', `mark ${mark}`, `data ${Buffer.byteLength(content)}`, content);
    return mark;
  };
  commits.forEach(({ from, files }, index) => {
    const changes = [...files].map(([path, content]) =>
      content === null ? `D ${path}` : `M 100644 ${markOf(content)} ${path}`,
    );
    lines.push(
      ...(from === undefined ? ['reset refs/bench'] : []),
      'commit refs/bench',
      `mark :${index + 1}`,
      'committer A developer <developer@example.org> 1795000000 +0000',
      'data 0',
      ...(from === undefined ? [] : [`from ${typeof from === 'number' ? `:${from + 1}` : from}`]),
      ...changes,
      '',
    );
  });
  return lines.join('\n');
}
