import { expect, test } from 'vitest';
import type { Explanation } from '../../../tools/base/model/outcome.ts';
import { repoPath } from '../../../tools/base/paths.ts';
import { explanationJson, renderExplanation } from '../../../tools/report/render-explanation.ts';
import { plain } from './outcomes.ts';

const explanations: Explanation[] = [
  {
    path: repoPath('apps/web/a b.ts'),
    service: 'apps/web',
    directory: repoPath('apps/web'),
    declaredIn: repoPath('switchyard.config.json'),
    tasks: [
      { pattern: '*.ts', kind: 'command', argv: ['eslint', '--fix', 'a b.ts'] },
      { pattern: '*.ts', kind: 'function' },
      { pattern: '*.ts', kind: 'titled', title: 'types' },
    ],
  },
  { path: repoPath('README\n.md'), tasks: [], reason: 'no-service' },
];

test('the service, its directory and each task of a path', () => {
  expect(renderExplanation(explanations, plain)).toBe(
    [
      'apps/web/a b.ts',
      '  service apps/web, run in apps/web, declared in switchyard.config.json',
      "  *.ts  eslint --fix 'a b.ts'",
      '  *.ts  a function of the configuration returns the commands',
      '  *.ts  types: a function of the configuration does the work',
      'README\\n.md',
      '  no service owns it',
      '',
    ].join('\n'),
  );
});

test('nothing staged', () => {
  expect(renderExplanation([], plain)).toBe('Nothing is staged.\n');
  expect(explanationJson([])).toBe('[]\n');
});

test('for programs, the data itself', () => {
  expect(JSON.parse(explanationJson(explanations))).toEqual(explanations);
});
