#!/usr/bin/env node
// Makes every letter of the files given a capital one.
const { readFileSync, writeFileSync } = require('node:fs');
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'latin1');
  writeFileSync(
    file,
    text.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
    'latin1',
  );
}
