import { expect, test } from 'vitest';
import { askForMachineReadable } from '../../../tools/lint/machine-readable.ts';

const ask = (command: string): [string, string | undefined] => {
  const { argv, reporter } = askForMachineReadable(command.split(' '));
  return [argv.join(' '), reporter];
};

test.each([
  ['eslint --fix', 'eslint --format json --fix', 'eslint'],
  ['npx --no-install eslint --fix --', 'npx --no-install eslint --format json --fix --', 'eslint'],
  ['node_modules/.bin/eslint', 'node_modules/.bin/eslint --format json', 'eslint'],
  ['bundle exec rubocop -A', 'bundle exec rubocop --format json -A', 'rubocop'],
  ['uv run ruff check --fix', 'uv run ruff check --output-format json --fix', 'ruff'],
  ['python3 -m ruff check', 'python3 -m ruff check --output-format json', 'ruff'],
  ['env A=1 ruff --quiet check', 'env A=1 ruff --quiet check --output-format json', 'ruff'],
  ['npm exec -- eslint', 'npm exec -- eslint --format json', 'eslint'],
  ['stylelint --fix', 'stylelint --formatter json --fix', 'stylelint'],
  ['biome check --write', 'biome check --reporter=github --write', 'biome'],
  ['oxlint --fix', 'oxlint --format=github --fix', 'oxlint'],
  ['shellcheck -x', 'shellcheck --format=json1 -x', 'shellcheck'],
  ['tsc -p .', 'tsc -p .', 'tsc'],
  ['prettier --write', 'prettier --write', 'prettier'],
])('%s is asked', (command, asked, reporter) => {
  expect(ask(command)).toEqual([asked, reporter]);
});

test.each([
  'eslint -f stylish',
  'eslint --format=unix',
  'bundle exec rubocop -fs',
  'stylelint -f verbose',
  'shellcheck -fgcc',
  'ruff format',
  'oxlint -f unix',
  'biome check --apply',
  'biome migrate',
  'ruff check --output-format=concise',
  'npm run eslint',
  'echo eslint',
  'black',
])('%s is left as it is', (command) => {
  expect(ask(command)).toEqual([command, undefined]);
});
