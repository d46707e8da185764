// A program that does what a command does around publishing, with the smallest linter: `bad` becomes
// `good` in every file of the index. `driver recover` only recovers. Prints what came of it.
import { execFileSync } from 'node:child_process';
import type { Fix } from '../../../tools/base/model/lint-result.ts';
import { absolutePath, repoPath } from '../../../tools/base/paths.ts';
import { findRepository } from '../../../tools/git/repository.ts';
import { publish } from '../../../tools/publish/publish.ts';
import { recover } from '../../../tools/publish/recover.ts';

const git = (args: readonly string[], input: string | Buffer = ''): Buffer =>
  execFileSync('git', args, { input });

function findFixes(): Fix[] {
  const entries = git(['ls-files', '-s', '-z']).toString().split('\0').slice(0, -1);
  return entries.flatMap((entry): Fix[] => {
    const [mode = '', staged = ''] = entry.split(' ');
    const path = entry.slice(entry.indexOf('\t') + 1);
    const base = git(['cat-file', '--filters', `--path=${path}`, staged]);
    const fix = Buffer.from(base.toString('latin1').replaceAll('bad', 'good'), 'latin1');
    if (fix.equals(base)) return [];
    const fixed = git(['hash-object', '-w', '--stdin', `--path=${path}`], fix)
      .toString()
      .trim();
    return [{ path: repoPath(path), mode, staged, fixed, base, fix }];
  });
}

const repository = await findRepository(absolutePath(process.cwd()));
const recovered = await recover(repository);
const publication =
  process.argv[2] === 'recover' ? undefined : await publish(repository, findFixes());
process.stdout.write(JSON.stringify({ recovered, publication }));
