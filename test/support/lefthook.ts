// lefthook in the repository of a scenario, as npm would have installed it beside switchyard.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { BINARY, TOP } from './binary.ts';
import type { Scenario } from './scenario.ts';

/** Puts both programs where a hook finds them, and takes the scenario's own hook away. */
export function provideLefthook(repo: Scenario): void {
  repo.write({
    'node_modules/.bin/switchyard': { link: BINARY },
    'node_modules/.bin/lefthook': { link: join(TOP, 'node_modules/.bin/lefthook') },
    '.git/hooks/pre-commit': null,
  });
}

/** `lefthook install`. */
export function installLefthook(repo: Scenario): void {
  execFileSync(join(repo.directory, 'node_modules/.bin/lefthook'), ['install'], {
    cwd: repo.directory,
    env: repo.environment,
  });
}
