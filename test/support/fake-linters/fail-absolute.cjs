#!/usr/bin/env node
// Finds something in each file, by its absolute path, in colour.
const { resolve } = require('node:path');
for (const file of process.argv.slice(2)) {
  console.log(`\x1b[4m${resolve(file)}\x1b[24m\n  1:1  \x1b[31merror\x1b[39m  not good`);
}
process.exitCode = 1;
