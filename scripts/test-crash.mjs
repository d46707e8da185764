// `npm run test:crash`: publishing is killed at each of its checkpoints, not only at some of them.
import { top } from './support/paths.mjs';
import { main, must } from './support/run.mjs';

await main(() => {
  process.env.EVERY_KILL = '1';
  must(
    [process.execPath, 'node_modules/vitest/vitest.mjs', 'run', 'test/unit/publish/kills.test.ts'],
    {
      cwd: top,
    },
  );
});
