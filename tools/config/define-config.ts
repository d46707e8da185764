// The module that configurations import: their types, and a function that makes editors check against them. Imports
// nothing, because it is published by itself.

/** One command, or several that run one after the other. A list in the list, as in lint-staged, changes nothing. */
export type Commands = string | (string | string[])[];

/**
 * Makes commands from the absolute paths of the files that match. Nothing is appended to what it returns,
 * so commands may be without paths, such as `tsc --noEmit -p .`.
 */
export type TaskFunction =
  ((files: readonly string[]) => Commands) | ((files: readonly string[]) => Promise<Commands>);

/** Does the work itself, on the absolute paths of the files that match; fails by throwing. */
export interface TitledTask {
  title: string;
  task: (files: readonly string[], context: TitledTaskContext) => void | Promise<void>;
}

export interface TitledTaskContext {
  /** Writes a line, formatted as by `util.format`. It is shown if the task fails, or with `--verbose`. */
  log: (format: unknown, ...values: unknown[]) => void;
}

/**
 * What runs for the files that match each pattern, in lint-staged's format. Patterns are relative to the
 * service's directory; one without a slash matches the file's name at any depth. The paths of the files
 * are appended to commands. A function alone gets every file of the service.
 */
export type Tasks = Record<string, string | TitledTask | TaskFunction | TaskList> | TaskFunction;

/** Commands and functions that run one after the other. */
export type TaskList = (string | TaskFunction | (string | TaskFunction)[])[];

/** A service's tasks with its options. */
export interface ServiceConfig {
  tasks: Tasks;
  /**
   * The other services that its linters look at.
   * @default all of them
   */
  uses?: string[];
  /**
   * What it means on a developer's machine that a linter is not installed: the commit fails, or the
   * service is skipped with a warning. In CI it always fails.
   * @default 'fail'
   */
  missing?: 'fail' | 'warn';
  /**
   * Seconds that one command may take.
   * @default the configuration's `timeout`
   */
  timeout?: number;
}

export interface SwitchyardConfig {
  /** For editors; not read. */
  $schema?: string;
  /**
   * Seconds that one command may take, for services that set nothing else.
   * @default 600
   */
  timeout?: number;
  /**
   * Directories from the top of the repository, or globs of directories, and what runs in them; `.` is
   * the top. A file belongs to the deepest directory above it. An exact directory beats a glob.
   */
  services: Record<string, Tasks | ServiceConfig>;
}

/** Returns `config`: `export default defineConfig({ … })` is checked and completed by editors. */
export function defineConfig(config: SwitchyardConfig): SwitchyardConfig {
  return config;
}
