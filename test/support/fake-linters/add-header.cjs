#!/usr/bin/env node
// Puts a first line into files that do not have it.
const { readFileSync, writeFileSync } = require('node:fs');
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'latin1');
  if (!text.startsWith('# header\n')) writeFileSync(file, `# header\n${text}`, 'latin1');
}
