#!/usr/bin/env node
// Sorts lines.
const { readFileSync, writeFileSync } = require('node:fs');
for (const file of process.argv.slice(2)) {
  const lines = readFileSync(file, 'latin1').split('\n').slice(0, -1);
  writeFileSync(
    file,
    lines
      .toSorted()
      .map((line) => `${line}\n`)
      .join(''),
    'latin1',
  );
}
