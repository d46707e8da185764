#!/usr/bin/env node
// Records how it was called, as a line of JSON, in the file that RECORD_TO names.
const { appendFileSync } = require('node:fs');
const call = { argv: process.argv.slice(2), cwd: process.cwd(), env: process.env };
appendFileSync(process.env.RECORD_TO, `${JSON.stringify(call)}\n`);
