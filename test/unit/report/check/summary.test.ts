import { expect, test } from 'vitest';
import type { Finding } from '../../../../tools/base/model/finding.ts';
import { repoPath } from '../../../../tools/base/paths.ts';
import { renderSummary } from '../../../../tools/report/check/summary.ts';
import { linted, pathContext, plan } from '../outcomes.ts';

const findings = (message: string): Finding[] =>
  Array.from({ length: 1_200 }, (_, at) => ({
    service: 'a',
    path: repoPath('a/b.txt'),
    severity: 'error',
    tool: 't',
    range: { line: at + 1 },
    message,
  }));

function summary(message: string, diff: string): string {
  const outcome = {
    subject: { kind: 'staged' },
    shard: undefined,
    selected: 1,
    plan: { services: [], unowned: [] },
    services: [linted(plan('a', ['a/b.txt']), [])],
    skips: [],
    patches: [{ path: repoPath('a/b.txt'), patch: Buffer.from(diff), changes: [] }],
    unstable: [],
  } as const;
  const text = { outcome, pathContext, asked: [], hasPatch: false };
  return renderSummary(text, findings(message));
}

test.each([
  ['characters of Markdown', '[`'.repeat(200), '+[`'.repeat(200_000)],
  ['letters of three bytes', '漢'.repeat(400), '+漢\n'.repeat(300_000)],
])('a summary of more than GitHub takes is cut: %s', (_, message, diff) => {
  const text = summary(message, diff);
  expect(Buffer.byteLength(text)).toBeLessThan(1 << 20);
  const rows = text.match(/^\| error /gm)?.length ?? 0;
  expect(text).toContain(`\n${1_200 - rows} more are in the log.\n`);
  expect(text).toContain('\n</details>\n');
});
