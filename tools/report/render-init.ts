// Renders what `init` found, what it would write or wrote, and what it leaves to the user.
import type {
  ManualStep,
  FileEdit,
  ListedService,
  InitPlan,
  InitEnd,
} from '../base/model/init-plan.ts';
import { serviceName } from '../base/model/service.ts';
import { escapeName, escapeText } from './escape-name.ts';
import { lineDiff, nearChanges } from './line-diff.ts';
import { filesText, listed } from './phrases.ts';
import type { Style } from './style.ts';

/** The first part: the services, the files as diffs, notes. Ends with a newline. */
export function renderInitPlan({ services, edits, notes }: InitPlan, style: Style): string {
  return [
    ...(services.length === 0 ? [] : [style.bold('Services'), ...serviceLines(services), '']),
    ...edits.flatMap((edit) => [...diff(edit, style), '']),
    ...(notes.length === 0 ? [] : [style.bold('Notes'), ...notes.map(indented), '']),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** The last part: what is left to the user, and what was written. Ends with a newline. */
export function renderInitEnd(
  { edits, manualSteps }: InitPlan,
  end: InitEnd,
  style: Style,
): string {
  const files = edits.map(({ path }) => escapeName(path)).join(', ');
  const messages: Readonly<Record<InitEnd, string>> = {
    written: `${style.green('✓')} Written: ${files}.`,
    declined: 'Nothing was written.',
    'dry-run':
      edits.length === 0
        ? 'A dry run: there is nothing to write.'
        : `A dry run: nothing was written. It would be: ${files}.`,
    'nothing-to-write': `${style.green('✓')} Everything that can be written is there already.`,
    'no-service':
      'No linters were found: no package.json, Gemfile, pyproject.toml, requirements, go.mod or Cargo.toml names one.\n' +
      'Declare services in switchyard.config.json at the top of the repository, and run this again.\n' +
      'Nothing was written.',
  };
  return [
    ...manualSteps.flatMap((item) => [...manualStepLines(item, style), '']),
    messages[end],
    '',
  ]
    .map((line) => `${line}\n`)
    .join('')
    .replace(/\n\n$/, '\n');
}

/** A line for each service; with more than `MAX_LINES` services, those with the same linters share a line. */
function serviceLines(services: readonly ListedService[]): string[] {
  const groups = new Map<string, ListedService[]>();
  for (const service of services) {
    const key = `${service.tools.join()} ${service.declaredIn}`;
    const group = groups.get(key);
    if (group === undefined || services.length <= MAX_LINES) {
      groups.set(group === undefined ? key : `${key} ${service.directory}`, [service]);
    } else group.push(service);
  }
  return [...groups.values()].map((group) => {
    const names = group.map(serviceName).map(escapeName);
    const files = group.reduce((sum, service) => sum + service.files, 0);
    const { tools, declaredIn } = group[0] ?? { tools: [], declaredIn: '' };
    const what = tools.length === 0 ? '' : `: ${tools.map(escapeName).join(', ')}`;
    return `  ${listed(names)}${what} (${filesText(files)}, ${escapeName(declaredIn)})`;
  });
}

const MAX_LINES = 12;

function diff({ path, before, after }: FileEdit, style: Style): string[] {
  const lines = lineDiff(before ?? '', after);
  const gone = lines.filter(({ kind }) => kind === 'removed');
  const isComment = gone.length > 0 && gone.every(({ text }) => text.startsWith('#'));
  const many = isComment ? ` (${gone.length} lines of comments go)` : '';
  const shown = isComment ? lines.filter(({ kind }) => kind !== 'removed') : lines;
  return [
    style.bold(`${escapeName(path)}${before === undefined ? ' (new)' : many}`),
    ...nearChanges(shown).map((line) => {
      if (line === undefined) return style.dim('  …');
      const text = escapeText(line.text);
      if (line.kind === 'same') return `  ${text}`;
      return line.kind === 'added' ? style.green(`+ ${text}`) : style.red(`- ${text}`);
    }),
  ];
}

const manualStepLines = ({ what, lines }: ManualStep, style: Style): string[] => [
  `${style.yellow('By hand:')} ${escapeText(what)}`,
  ...lines.map((line) => indented(`  ${line}`)),
];

const indented = (line: string): string => (line === '' ? '' : `  ${escapeText(line)}`);
