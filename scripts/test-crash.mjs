// `npm run test:crash`: publishing is killed at each of its checkpoints, not only at some of them.
import { top } from './support/paths.mjs';
import { main, show, Stop } from './support/run.mjs';

await main(() => {
  const vitest = [process.execPath, 'node_modules/vitest/vitest.mjs', 'run'];
  const env = { ...process.env, EVERY_KILL: '1' };
  if (!show([...vitest, 'test/unit/publish/kills.test.ts'], { cwd: top, env })) {
    throw new Stop('the crash test failed');
  }
});
