// Renders the output of a service's commands, a block each.
import type { CommandStatus } from '../base/model/lint-result.ts';
import type { ServiceOutcome } from '../base/model/outcome.ts';
import { escapeName } from './escape-name.ts';
import { linterOutput } from './linter-output.ts';
import { renderCommand } from './render-command.ts';
import type { PathContext } from './shown-path.ts';
import type { Style } from './style.ts';
import { translatePaths } from './translate-paths.ts';

/**
 * A block for each command whose status `isWanted`, but none for a passed one without output. If several have the same
 * status and output, there is one block, with the names of all.
 */
export function commandBlocks(
  { result }: ServiceOutcome,
  pathContext: PathContext,
  style: Style,
  isWanted: (status: CommandStatus) => boolean,
): string[] {
  const { service } = result.plan;
  const linted = { directory: service.directory, paths: result.plan.paths };
  const translate = (text: string): string => translatePaths(text, pathContext, linted);
  const blocks = new Map<string, { readonly text: string; readonly commands: Set<string> }>();
  for (const command of result.commands) {
    if (!isWanted(command.status)) continue;
    const output = linterOutput(command.output, pathContext, linted, style.colour);
    if (output === '' && command.status.kind === 'passed') continue;
    const key = JSON.stringify([command.status, output === '' ? command.command : output]);
    const known = blocks.get(key);
    if (known === undefined) {
      const text = renderCommand(service, command, { output, translate }, style);
      blocks.set(key, { text, commands: new Set([command.command]) });
    } else {
      known.commands.add(command.command);
    }
  }
  return [...blocks.values()].map(({ text, commands }) => {
    const [, ...others] = [...commands].map(escapeName);
    return others.length === 0 ? text : `${text}\n\n  The same from: ${others.join(', ')}`;
  });
}
