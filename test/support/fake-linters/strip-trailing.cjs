#!/usr/bin/env node
// Removes spaces at the ends of lines.
const { readFileSync, writeFileSync } = require('node:fs');
for (const file of process.argv.slice(2)) {
  writeFileSync(file, readFileSync(file, 'latin1').replace(/[ \t]+(?=\r?$)/gm, ''), 'latin1');
}
