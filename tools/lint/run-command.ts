// Runs one command line of a service: finds the program, splits the files into batches, runs these.
import type { CommandResult, CommandStatus } from '../base/model/lint-result.ts';
import { isPlainName } from '../base/names.ts';
import type { OnProgress } from '../base/model/outcome.ts';
import type { AbsolutePath } from '../base/paths.ts';
import { serviceName, type Service } from '../base/model/service.ts';
import { timed } from '../base/timing.ts';
import { batches, roomForFiles } from './batches.ts';
import { findPackageHomes } from './find-package-homes.ts';
import { findProgram } from './find-program.ts';
import { askForMachineReadable, type MachineReadableCommand } from './machine-readable.ts';
import { needsShell } from './needs-shell.ts';
import { runProcess, type ProcessLimits } from './run-process.ts';
import type { Semaphore } from './semaphore.ts';
import type { ExecutionContext } from './execution-context.ts';

/** What the tasks of one service share. */
export interface TaskContext extends ProcessLimits {
  readonly service: Service;
  /** The top of the snapshot. */
  readonly root: AbsolutePath;
  readonly executionContext: ExecutionContext;
  readonly semaphore: Semaphore;
  readonly onProgress: OnProgress;
  /** Whether linters are asked for machine-readable output. */
  readonly machineReadable?: boolean;
}

/**
 * Runs `argv` with `files` (service-relative) appended, as one process or, for many files, several in parallel. Returns
 * the result of each; `title` is the command that is shown for them.
 */
export async function runCommand(
  title: string,
  argv: readonly string[],
  files: readonly string[],
  context: TaskContext,
): Promise<CommandResult[]> {
  const { executionContext, service, semaphore, onProgress } = context;
  const refused = (status: CommandStatus): CommandResult[] => [
    { command: title, status, output: Buffer.alloc(0), milliseconds: 0 },
  ];
  const asked: MachineReadableCommand =
    context.machineReadable === true ? askForMachineReadable(argv) : { argv };
  const [name, ...args] = asked.argv;
  if (name === undefined) return refused({ kind: 'broken', message: 'The command is empty.' });
  if (!isPlainName(executionContext.directory)) {
    const message = `No program can be started in ${serviceName(service)}: its name is not UTF-8.`;
    return refused({ kind: 'broken', message });
  }
  const need = needsShell(name);
  if (need !== undefined) {
    return refused({ kind: 'broken', message: `${need.what}. ${need.next}` });
  }
  const search = findProgram(name, executionContext.directory, executionContext.path);
  if (search.kind === 'not-found') {
    const packages = findPackageHomes(context.root, service.directory);
    return refused({ kind: 'not-found', program: name, lookedIn: search.lookedIn, packages });
  }

  const room = roomForFiles(asked.argv, executionContext.environment);
  let announced = false;
  const results = await Promise.all(
    batches(files, room).map((batch) =>
      semaphore(async () => {
        if (!announced) onProgress({ kind: 'command', state: 'started', service, command: title });
        announced = true;
        const end = await timed(`${serviceName(service)}: ${title}`, () =>
          runProcess(search.program, [...args, ...batch], executionContext, context),
        );
        const { reporter } = asked;
        return { command: title, ...end, ...(reporter !== undefined && { reporter }) };
      }),
    ),
  );
  onProgress({ kind: 'command', state: 'finished', service, command: title });
  return results;
}
