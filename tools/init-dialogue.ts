// The dialogue of `switchyard init`: shows what would be written, asks, and reports what was done.
import { EXIT } from './base/errors.ts';
import type { CommandContext } from './commands/context.ts';
import { init } from './commands/init/init.ts';
import type { ExitCode } from './exit-code.ts';
import { askYesNo, canAsk } from './report/ask.ts';
import { renderDiagnosis } from './report/render-doctor.ts';
import { renderInitEnd, renderInitPlan } from './report/render-init.ts';
import { styles } from './report/style.ts';
import type { Terminal } from './report/terminal.ts';

/** Asks only at a terminal and without `--yes`; otherwise writes without asking. */
export async function initDialogue(
  context: CommandContext,
  flags: ReadonlySet<string>,
  terminal: Terminal,
): Promise<{ readonly text: string; readonly exitCode: ExitCode }> {
  const style = styles(context.colour);
  const asks = canAsk(terminal) && !flags.has('yes');
  const { plan, end, diagnosis } = await init(context, {
    dryRun: flags.has('dry-run'),
    confirm: async (proposed) => {
      terminal.print(renderInitPlan(proposed, style));
      return !asks || (await askYesNo(terminal, 'Write these files?', context.signal));
    },
  });
  const isShown = end === 'written' || end === 'declined';
  const text = [
    isShown ? '' : renderInitPlan(plan, style),
    renderInitEnd(plan, end, style),
    diagnosis === undefined ? '' : `\n${renderDiagnosis(diagnosis, style)}`,
  ].join('');
  return { text, exitCode: end === 'no-service' ? EXIT.findings : EXIT.passed };
}
