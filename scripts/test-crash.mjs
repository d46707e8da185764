// `npm run test:crash`: `git commit` is killed at each checkpoint of switchyard and at some of each other way to
// commit; publishing alone at each of its own. With `--every`, each way at each checkpoint.
import { parseArgs } from 'node:util';
import { top } from './support/paths.mjs';
import { main, show, Stop } from './support/run.mjs';

await main(() => {
  const { every } = parseArgs({ options: { every: { type: 'boolean' } } }).values;
  const vitest = [process.execPath, 'node_modules/vitest/vitest.mjs', 'run'];
  const all = { ...process.env, EVERY_KILL: '1' };
  const passed = [
    show([...vitest, '--config', 'test/crash/vitest.config.ts'], {
      cwd: top,
      env: every === true ? all : process.env,
    }),
    show([...vitest, 'test/unit/publish/kills.test.ts'], { cwd: top, env: all }),
  ];
  if (passed.includes(false)) throw new Stop('the crash test failed');
});
