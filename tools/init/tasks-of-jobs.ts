// What a job of lefthook says about a linter, as a task of switchyard.config.json.

export interface LintingJob {
  readonly name: string;
  readonly run: string;
  readonly globs: readonly string[];
  readonly root: string;
}

/** A line of configuration for each job that is one command on the files of a pattern. */
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

/** A glob without a slash stands for any depth only where none of the others has one. */
const beside = (globs: readonly string[]) => (glob: string) =>
  globs.some((one) => one.includes('/')) && !glob.includes('/') ? `**/${glob}` : glob;

/** The command without its files, which a task is given behind it, and without what stages them. */
function commandOf(run: string): string | undefined {
  const [, command] =
    /^(.*?\S)\s+["']?\{(?:staged_files|files)\}["']?(?:\s*&&\s*git add\s+["']?\{(?:staged_files|files)\}["']?)?$/.exec(
      run.trim(),
    ) ?? [];
  return command === undefined || /[&|;<>$`{}\n]|\blint-staged\b/.test(command)
    ? undefined
    : command;
}
