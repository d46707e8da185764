// `npm run test:soak`: commits that are ended at random moments, for `--seconds` (300). `--seed` repeats a run.
import { parseArgs } from 'node:util';
import { top } from './support/paths.mjs';
import { main, show, Stop } from './support/run.mjs';

await main(() => {
  const options = { seconds: { type: 'string' }, seed: { type: 'string' } };
  const { seconds, seed } = parseArgs({ options }).values;
  const vitest = [process.execPath, 'node_modules/vitest/vitest.mjs', 'run'];
  const passed = show([...vitest, '--config', 'test/soak/vitest.config.ts'], {
    cwd: top,
    env: {
      ...process.env,
      ...(seconds !== undefined && { SOAK_SECONDS: seconds }),
      ...(seed !== undefined && { SOAK_SEED: seed }),
    },
  });
  if (!passed) throw new Stop('the soak test failed; its first lines name the seed');
});
