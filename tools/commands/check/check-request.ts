// Turns the options of `switchyard check` into a request.
import { variable } from '../../base/environment.ts';
import { Failure } from '../../base/errors.ts';
import type { Shard } from '../../route/narrow-plan.ts';
import type { CheckRequest } from './check.ts';
import type { CheckScope } from './check-selection.ts';

const CHECK_FORMATS = ['text', 'github', 'json', 'sarif'] as const;

export type CheckFormat = (typeof CHECK_FORMATS)[number];

export interface CheckOptions {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** Fails with `usage` for options that are invalid or contradict each other. */
export function checkRequest(
  options: CheckOptions,
  colour: boolean,
): { request: CheckRequest; format: CheckFormat } {
  const { values } = options;
  const format = formatOf(values.get('format')?.at(-1));
  const shard = values.get('shard')?.at(-1);
  const machineReadable = format !== 'text';
  return {
    format,
    request: {
      scope: scopeOf(options),
      services: values.get('service') ?? [],
      shard: shard === undefined ? undefined : shardOf(shard),
      patch: values.get('patch')?.at(-1),
      linting: { colour: colour && !machineReadable, machineReadable },
    },
  };
}

function scopeOf({ flags, values }: CheckOptions): CheckScope {
  const from = values.get('from')?.at(-1);
  const to = values.get('to')?.at(-1);
  if (flags.has('all')) {
    if (from === undefined && to === undefined) return { kind: 'all' };
    throw wrong('--all checks every file: it goes with neither --from nor --to.');
  }
  if (from !== undefined) return { kind: 'changed', from, to: to ?? 'HEAD' };
  if (to === undefined) return { kind: 'staged' };
  throw wrong('--to needs --from, the commit to compare with.');
}

function formatOf(name: string | undefined): CheckFormat {
  if (name === undefined) return variable('GITHUB_ACTIONS') === 'true' ? 'github' : 'text';
  const format = CHECK_FORMATS.find((known) => known === name);
  if (format !== undefined) return format;
  throw wrong(`There is no format ${name}: it is one of ${CHECK_FORMATS.join(', ')}.`);
}

function shardOf(text: string): Shard {
  const [, index = 0, count = 0] = (/^([1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(text) ?? []).map(
    Number,
  );
  if (index >= 1 && index <= count) return { index, count };
  throw wrong(`--shard ${text} is not a shard: of three shards the first is 1/3, the last 3/3.`);
}

const wrong = (what: string): Failure =>
  new Failure('usage', what, { next: 'switchyard check --help says more.' });
