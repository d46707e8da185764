import { expect, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

const names = Array.from({ length: 12 }, (_, number) => `f${number}.txt`);

test('the shards together lint every file once, and each time the same', async () => {
  const repo = scenario({
    head: Object.fromEntries(names.map((name) => [`apps/web/${name}`, 'x\n'])),
    services: { 'apps/web': { '*.txt': 'echo-args' } },
  });
  const lint = async (...options: string[]) => {
    const before = repo.recorded().length;
    expect(await repo.switchyard(['check', '--all', ...options])).toMatchObject({ exitCode: 0 });
    return repo
      .recorded()
      .slice(before)
      .flatMap(({ argv }) => argv);
  };
  const shards = [
    await lint('--shard', '1/3'),
    await lint('--shard', '2/3'),
    await lint('--shard', '3/3'),
  ];
  expect(shards.flat().sort()).toEqual([...names].sort());
  expect(Math.min(...shards.map((shard) => shard.length))).toBeGreaterThan(0);
  expect(await lint('--service', 'apps/web', '--shard', '2/3')).toEqual(shards[1]);
});

test('what a function returns without file names runs in one shard only', async () => {
  const repo = scenario({
    head: {
      ...Object.fromEntries(names.map((name) => [`apps/web/${name}`, 'x\n'])),
      'apps/web/.lintstagedrc.mjs':
        "export default { '*.txt': [(files) => ['echo-args whole', `echo-args ${files.join(' ')}`]] };\n",
    },
  });
  for (const shard of ['1/3', '2/3', '3/3']) {
    const options = ['check', '--all', '--shard', shard];
    expect(await repo.switchyard(options)).toMatchObject({ exitCode: 0 });
  }
  const calls = repo.recorded().map(({ argv }) => argv.map((file) => file.replace(/.*\//, '')));
  expect(calls.filter(([first]) => first === 'whole')).toHaveLength(1);
  const files = calls.filter(([first]) => first !== 'whole');
  expect(files).toHaveLength(3);
  expect(files.flat().sort()).toEqual([...names].sort());
});
