// `npm run test:crash`: `git commit` is killed at each checkpoint of switchyard and at some of each other way to
// commit, gets signals there, and is refused room and files; publishing alone is killed at each of its own. With
// `--every`, each way at each checkpoint.
import { parseArgs } from 'node:util';
import { top } from './support/paths.mjs';
import { capture, main, show, Stop } from './support/run.mjs';

/** Starts a program with mounts of its own, which end with it; nothing where the system does not let us. */
const mounting =
  [
    ['unshare', '--mount'],
    ['unshare', '--mount', '--map-root-user'],
  ].find((argv) => capture([...argv, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).passed) ?? [];

await main(() => {
  const { every } = parseArgs({ options: { every: { type: 'boolean' } } }).values;
  const vitest = [process.execPath, 'node_modules/vitest/vitest.mjs', 'run'];
  const all = { ...process.env, EVERY_KILL: '1' };
  const env = every === true ? all : process.env;
  const passed = [
    show([...mounting, ...vitest, '--config', 'test/crash/vitest.config.ts'], {
      cwd: top,
      env: mounting.length === 0 ? env : { ...env, OWN_MOUNTS: '1' },
    }),
    show([...vitest, 'test/unit/publish/kills.test.ts'], { cwd: top, env: all }),
  ];
  if (passed.includes(false)) throw new Stop('the crash test failed');
});
