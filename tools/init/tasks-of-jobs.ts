// Converts lefthook jobs that run a linter to tasks of switchyard.config.json.

export interface LintingJob {
  readonly name: string;
  readonly run: string;
  readonly globs: readonly string[];
  readonly root: string;
}

/** A line of configuration for each job with a glob that runs a single command on its files. */
export const tasksOfJobs = (jobs: readonly LintingJob[]): string[] =>
  jobs.flatMap(({ run, globs, root }) => {
    const command = commandOf(run);
    if (command === undefined || globs.length === 0) return [];
    const own = globs.map((glob) =>
      glob.startsWith(`${root}/`) ? glob.slice(root.length + 1) : glob,
    );
    const pattern = own.length === 1 ? own.join('') : `{${own.map(beside(own)).join(',')}}`;
    return `${JSON.stringify(pattern)}: ${JSON.stringify(command)}${root === '' ? '' : `   # in ${root}`}`;
  });

/** Within braces, a glob without a slash matches at any depth only if none of the others has a slash: adds the `**`. */
const beside = (globs: readonly string[]) => (glob: string) =>
  globs.some((one) => one.includes('/')) && !glob.includes('/') ? `**/${glob}` : glob;

/**
 * The job's command without `{staged_files}`, which a task gets appended, without `git add`, and with `env` where it
 * sets variables.
 */
function commandOf(run: string): string | undefined {
  const [, command] =
    /^(.*?\S)\s+["']?\{(?:staged_files|files)\}["']?(?:\s*&&\s*git add\s+["']?\{(?:staged_files|files)\}["']?)?$/.exec(
      run.trim(),
    ) ?? [];
  return command === undefined || /[&|;<>$`{}\n]|\blint-staged\b|^\w+=\S*["']/.test(command)
    ? undefined
    : command.replace(/^(?=\w+=)/, 'env ');
}
