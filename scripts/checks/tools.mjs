// What is checked of the tools: types, lint, format, unit and scenario tests.
import { top } from '../support/paths.mjs';

export function checkTools(tally) {
  const options = { cwd: top };
  const program = (name, ...args) => [`node_modules/.bin/${name}`, ...args];
  tally.check('types', program('tsc', '-p', '.'), options);
  tally.check('lint', program('eslint', '--max-warnings', '0', '.'), options);
  tally.check('format', program('prettier', '--check', '.'), options);
  tally.vitest('unit and scenario tests');
}
