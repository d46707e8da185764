import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BINARY, TOP } from '../support/binary.ts';
import { openSandbox } from '../support/sandbox.ts';

interface Result {
  readonly name: string;
  readonly title: string;
  readonly samples: Readonly<Record<string, readonly number[]>>;
  readonly notes: Readonly<Record<string, string>>;
}

const part = async (name: string): Promise<unknown> =>
  import(join(TOP, 'scripts/bench', `${name}.mjs`));

/** A repository whose one linter takes the blank lines off a file's end. */
function repository(): string {
  const { directory, environment } = openSandbox();
  const path = mkdtempSync(join(directory, 'repository-'));
  const git = (...args: string[]): unknown =>
    execFileSync('git', args, { cwd: path, env: environment });
  mkdirSync(join(path, 'apps/web'), { recursive: true });
  const services = { 'apps/web': { '*.{ts,tsx}': `sed -i -e :a -e '/^\\n*$/{$d;N;ba' -e '}'` } };
  writeFileSync(join(path, 'switchyard.config.json'), JSON.stringify({ services }));
  for (const name of ['one', 'two']) {
    writeFileSync(join(path, `apps/web/${name}.ts`), `export const ${name} = 1;\n`);
  }
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'first');
  return path;
}

test('the bench measures tools that do their work, and says so of one that does not', async () => {
  const { servicesOf } = (await part('services')) as { servicesOf: (path: string) => unknown };
  const { toolsOf } = (await part('tools')) as { toolsOf: (peers: unknown) => { name: string }[] };
  const { runCase } = (await part('run-case')) as { runCase: (...args: unknown[]) => Result };
  const { Workspace } = (await part('workspace')) as {
    Workspace: new (...args: unknown[]) => { clone: (path: string) => void };
  };
  const path = repository();
  const peer = { argv: ['false'], version: '1' };
  const peers = {
    switchyard: { argv: [BINARY], version: '1' },
    lefthook: peer,
    'lint-staged': peer,
    prek: peer,
    'pre-commit': peer,
    hk: null,
    python: 'python3',
  };
  const workspace = new Workspace(openSandbox().directory, {
    name: 'bench',
    services: servicesOf(path),
    peers,
  });
  workspace.clone(path);
  const wanted = ['switchyard run', 'lint-staged', 'shell script', 'bare linters'];
  const tools = toolsOf(peers).filter(({ name }) => wanted.includes(name));
  const fixable = { name: 'fixable', title: 'two files', files: 2, change: 'untidy' };

  const result = runCase(workspace, tools, fixable, 1, peers);

  expect(Object.keys(result.samples).sort()).toEqual([
    'bare linters',
    'shell script',
    'switchyard run',
  ]);
  expect(Object.keys(result.notes)).toEqual(['lint-staged']);
});

test('the bench says where others are faster, and which aims are not reached', async () => {
  const { judgeAims } = (await part('aims')) as {
    judgeAims: (results: Result[]) => { aim: string; reached: boolean | undefined }[];
  };
  const { whereOthersAreFaster } = (await part('table')) as {
    whereOthersAreFaster: (results: Result[]) => string[];
  };
  const samples = { 'switchyard run': [0.1, 0.3, 9], hk: [0.2], 'lint-staged': [0.4] };
  const results = [{ name: 'own-cost', title: 'own cost', samples, notes: {} }];

  expect(whereOthersAreFaster(results)).toEqual([
    '- own cost: Switchyard takes 0.30 s; less: hk (0.20 s).',
  ]);
  expect(judgeAims(results).slice(0, 3)).toMatchObject([
    { aim: 'own cost: at most 0.4 of lint-staged', reached: false },
    { aim: 'own cost: at most 2.5 of hk', reached: true },
    { aim: 'own cost through lefthook: at most 1 of lint-staged', reached: undefined },
  ]);
});
