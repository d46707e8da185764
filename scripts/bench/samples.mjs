// The results of the last run of each case, with every sample; a long bench can be measured in parts.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from '../support/paths.mjs';
import { CASES } from './cases.mjs';

const directory = join(top, '.bench/samples');
const fileOf = (name) => join(directory, `${name}.json`);

export function keepSamples(result) {
  mkdirSync(directory, { recursive: true });
  writeFileSync(fileOf(result.name), `${JSON.stringify(result, null, 2)}\n`);
}

/** In the order of the cases. */
export const keptSamples = () =>
  CASES.map(({ name }) => fileOf(name))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')));
