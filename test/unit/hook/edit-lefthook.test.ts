import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { RepoPath } from '../../../tools/base/paths.ts';
import { addToLefthook, newLefthook } from '../../../tools/hook/edit-lefthook.ts';
import { RC_FILE } from '../../../tools/hook/rc-file.ts';
import { lintedServices, readLefthook } from '../../../tools/hook/read-lefthook.ts';

const services = ['', 'apps/web', 'apps/core'].map((name) => ({ directory: name as RepoPath }));
const wanted = { services, isOpen: false };

const add = async (text: string): Promise<string> => {
  const edit = await addToLefthook(text, wanted);
  return edit.kind === 'edited' ? edit.text : edit.kind;
};

const ADDED = `    - name: switchyard
      group:
        piped: true
        jobs:
          - name: lint
            group:
              parallel: true
              jobs:
                - { name: root, run: switchyard lint . }
                - { name: web, root: apps/web/, run: switchyard lint apps/web }
                - { name: core, root: apps/core/, run: switchyard lint apps/core }
          - name: publish
            run: switchyard publish
`;
const SETTINGS = `
# What switchyard needs of lefthook.
min_version: 2.2.2
assert_lefthook_installed: true
rc: ./.lefthookrc
`;

test("the rc file is this repository's own", () => {
  expect(RC_FILE).toBe(readFileSync(new URL('../../../.lefthookrc', import.meta.url), 'utf8'));
});

describe('a new file', () => {
  test('has a job for each service and one that publishes', async () => {
    const known = await readLefthook(newLefthook(wanted));
    expect(known?.rc).toBe('./.lefthookrc');
    expect(known?.jobs.map(({ name }) => name)).toEqual(['root', 'web', 'core', 'publish']);
    expect(lintedServices(known?.jobs ?? [])).toEqual(new Set(['', 'apps/web', 'apps/core']));
  });

  test.each([
    ['one service', { services: services.slice(0, 1), isOpen: false }],
    ['services of a glob', { services, isOpen: true }],
  ])('%s: one job', async (_, one) => {
    const known = await readLefthook(newLefthook(one));
    expect(known?.jobs).toMatchObject([
      { name: 'switchyard', run: 'switchyard run', stageFixed: false },
    ]);
  });

  test('names of directories that need quotes, for YAML and for the shell', async () => {
    const odd = ["a b/it's", 'x: y', 'packages/a/ui', 'packages/b/ui'];
    const text = newLefthook({
      services: odd.map((name) => ({ directory: name as RepoPath })),
      isOpen: false,
    });
    const known = await readLefthook(text);
    expect(known?.jobs.map(({ name }) => name)).toEqual([
      "it's",
      'x: y',
      'packages/a/ui',
      'packages/b/ui',
      'publish',
    ]);
    expect(known?.jobs[1]?.run).toBe("switchyard lint 'x: y'");
  });
});

describe('a file that is there', () => {
  test('with jobs: one more, after the last; comments and layout stay', async () => {
    const before = `# ours
pre-commit: # fast
  parallel: true
  jobs:
    - run:   make fmt   # slow
      glob: "*.go"

    # the end
pre-push:
  commands: { test: { run: make test } }
`;
    expect(await add(before)).toBe(before.replace('"*.go"\n', `"*.go"\n${ADDED}`) + SETTINGS);
  });

  test('with commands', async () => {
    const before = 'pre-commit:\n  commands:\n    a:\n      run: a\n';
    expect(await add(before)).toBe(`${before}  jobs:\n${ADDED}${SETTINGS}`);
  });

  test('with other hooks only', async () => {
    const before = 'commit-msg:\n  jobs:\n    - run: b\n';
    expect(await add(before)).toBe(`${before}${SETTINGS}\npre-commit:\n  jobs:\n${ADDED}`);
  });

  test('without any configuration: as a new one, below the comments that are there', async () => {
    expect(await add('')).toBe(newLefthook(wanted));
    expect(await add('---\n')).toBe(newLefthook(wanted));
    expect(await add('# ours\n\n')).toBe(`# ours\n\n${newLefthook(wanted)}`);
  });

  test("the example that lefthook's own postinstall leaves: as a new one", async () => {
    const example = '# EXAMPLE USAGE:\n#\n# pre-push:\n#   jobs:\n#     - run: yarn audit\n';
    expect(await add(example)).toBe(newLefthook(wanted));
  });

  test.each(['pre-commit:\n', 'pre-commit: { jobs: [{ run: a }] }\n'])(
    'however it is written: %j',
    async (before) => {
      const known = await readLefthook(await add(before));
      expect(lintedServices(known?.jobs ?? [])).toEqual(new Set(['', 'apps/web', 'apps/core']));
      expect(known?.rc).toBe('./.lefthookrc');
    },
  );

  test('sequences that are not indented, and CRLF', async () => {
    const before = 'pre-commit:\r\n  jobs:\r\n  - run: a\r\n';
    const after = await add(before);
    expect(
      after.startsWith('pre-commit:\r\n  jobs:\r\n  - run: a\r\n  - name: switchyard\r\n'),
    ).toBe(true);
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
  });

  test('every key that it had, it has', async () => {
    const before =
      'rc: .lefthookrc\nmin_version: 2.3.0\noutput: [summary]\npre-commit:\n  piped: true\n  jobs:\n    - run: a\n';
    const { rc, min_version, output } = parse(await add(before)) as Record<string, unknown>;
    expect({ rc, min_version, output }).toEqual({
      rc: '.lefthookrc',
      min_version: '2.3.0',
      output: ['summary'],
    });
  });

  test('with switchyard already: unchanged', async () => {
    expect(await add(await add('pre-push:\n  jobs: []\n'))).toBe('unchanged');
  });

  test.each([
    ['rc: ~/.mine\n', 'it has another `rc: ~/.mine`'],
    ['min_version: 1.10.0\n', 'its `min_version: 1.10.0` is older than 2.2.2'],
    ['a: [\n', 'it is not YAML that can be read'],
  ])('conflict: %j', async (text, why) => {
    expect(await addToLefthook(text, wanted)).toEqual({ kind: 'conflict', why });
  });
});
