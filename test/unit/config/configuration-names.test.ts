import { expect, test } from 'vitest';
import {
  CONFIGURATION_NAMES,
  isConfigurationName,
  LINT_STAGED_NAMES,
} from '../../../tools/config/configuration-names.ts';

const { CONFIG_FILE_NAMES } = (await import(
  new URL('../../../node_modules/lint-staged/lib/configFiles.js', import.meta.url).href
)) as { readonly CONFIG_FILE_NAMES: readonly string[] };

test('every name that lint-staged reads is read', () => {
  expect([...LINT_STAGED_NAMES].sort()).toEqual([...CONFIG_FILE_NAMES].sort());
});

test('the order by code units, in which one file of a directory is chosen, is lint-staged’s', () => {
  const byCollation = CONFIG_FILE_NAMES.toSorted((a, b) => `/x/${a}`.localeCompare(`/x/${b}`));
  expect([...LINT_STAGED_NAMES].sort()).toEqual(byCollation);
});

test('a name that only resembles one is no configuration', () => {
  expect(CONFIGURATION_NAMES.every(isConfigurationName)).toBe(true);
  expect(['switchyard.config.ts', 'package.json5', 'lintstagedrc'].some(isConfigurationName)).toBe(
    false,
  );
});
