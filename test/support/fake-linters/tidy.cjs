#!/usr/bin/env node
// Takes any options, and removes spaces at the ends of lines of the files it is given.
const { existsSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const isFile = (word) => existsSync(word) && statSync(word).isFile();
for (const file of process.argv.slice(2).filter(isFile)) {
  writeFileSync(file, readFileSync(file, 'latin1').replace(/[ \t]+(?=\r?$)/gm, ''), 'latin1');
}
