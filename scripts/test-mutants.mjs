// `npm run test:mutants`: bugs that are put into a copy of the code on purpose must turn tests red. With
// `--only NAME`, one of them.
import { parseArgs } from 'node:util';
import { top } from './support/paths.mjs';
import { main, show, Stop } from './support/run.mjs';

await main(() => {
  const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
  const vitest = [process.execPath, 'node_modules/vitest/vitest.mjs', 'run'];
  const passed = show(
    [...vitest, '--config', 'test/mutants/vitest.config.ts', '--reporter=verbose'],
    {
      cwd: top,
      env: only === undefined ? process.env : { ...process.env, MUTANT: only },
    },
  );
  if (!passed) throw new Stop('a mutant survived, or the tests fail without one');
});
