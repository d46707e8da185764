// Adds jobs for new services to a lefthook.yml that has jobs for others.
import { isDeepStrictEqual } from 'node:util';
import type { Document, YAMLMap, YAMLSeq } from 'yaml';
import { columnOf, endOfContent } from './edit-lefthook.ts';
import { serviceJobs, type JobService } from './lefthook-jobs.ts';
import { readLefthook } from './read-lefthook.ts';

/**
 * Returns `text` with a job for each of `services` inserted after the present ones; everything else stays as it is
 * written. `undefined` if the text has no block list of `switchyard lint` jobs, or is not YAML.
 */
export async function addServiceJobs(
  text: string,
  services: readonly JobService[],
): Promise<string | undefined> {
  const known = await readLefthook(text);
  if (known === undefined || services.length === 0) return undefined;
  const { isMap, isSeq, parse, parseDocument, visit } = await import('yaml');
  const document = parseDocument(text);
  const isLinting = (item: unknown): item is YAMLMap =>
    isMap(item) && /\bswitchyard lint\b/.test(String(item.get('run')));
  let list: YAMLSeq | undefined;
  visit(document, {
    Seq: (_, node) => {
      if (node.items.some(isLinting)) list ??= node;
    },
  });
  if (!isSeq(list) || list.flow === true || !list.range) return undefined;
  const names = new Set(known.jobs.map(({ name }) => name));
  const jobs = serviceJobs(services, names);
  const [start, end] = list.range;
  const at = endOfContent(text, end);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = jobs.map((job) => `${newline}${' '.repeat(columnOf(text, start))}- ${job}`);
  const edited = text.slice(0, at) + lines.join('') + text.slice(at);
  for (const job of jobs) list.add(parse(job));
  return isSame(parseDocument(edited), document) ? edited : undefined;
}

const isSame = (one: Document, other: Document): boolean =>
  one.errors.length === 0 && isDeepStrictEqual(one.toJS(), other.toJS());
