// Renders what `explain` found: as text, or as JSON.
import type { ExplainedTask, Explanation, NotLinted } from '../base/model/outcome.ts';
import { escapeName, showArgv } from './escape-name.ts';
import type { Style } from './style.ts';

/** A block for each path: the service and its directory, then each task. Ends with a newline. */
export function renderExplanation(explanations: readonly Explanation[], style: Style): string {
  if (explanations.length === 0) return 'Nothing is staged.\n';
  return explanations.map((explanation) => `${block(explanation, style)}\n`).join('');
}

/** One JSON array. Ends with a newline. */
export const explanationJson = (explanations: readonly Explanation[]): string =>
  `${JSON.stringify(explanations, null, 2)}\n`;

const REASON: Readonly<Record<NotLinted, string>> = {
  'not-staged': 'not staged: nothing runs now, these would',
  absent: 'there is no such file',
  'no-service': 'no service owns it',
  'no-task': 'no task matches it',
  deleted: 'deleted: nothing to lint',
  symlink: 'a symbolic link: not linted',
  submodule: 'a submodule: not linted',
  directory: 'a directory: name a file in it',
};

function block(explanation: Explanation, style: Style): string {
  const { path, service, directory, declaredIn, tasks, reason } = explanation;
  const owner =
    service === undefined
      ? []
      : [
          `  service ${escapeName(service)}, run in ${directory === undefined || directory === '' ? 'the top' : escapeName(directory)}` +
            (declaredIn === undefined ? '' : `, declared in ${escapeName(declaredIn)}`),
        ];
  return [
    style.bold(path === '' ? '.' : escapeName(path)),
    ...owner,
    ...(reason === undefined ? [] : [`  ${style.yellow(REASON[reason])}`]),
    ...tasks.map((task) => `  ${style.dim(escapeName(task.pattern))}  ${taskText(task)}`),
  ].join('\n');
}

function taskText({ kind, argv, title }: ExplainedTask): string {
  const name = title === undefined ? '' : `${escapeName(title)}: `;
  if (argv !== undefined) return name + showArgv(argv);
  return kind === 'function'
    ? `${name}a function of the configuration returns the commands`
    : `${name}a function of the configuration does the work`;
}
