#!/usr/bin/env node
// `slow 2000 file…` takes two seconds. Says so in RECORD_TO when it begins.
require('node:fs').appendFileSync(process.env.RECORD_TO, '{"argv":["slow"]}\n');
setTimeout(() => undefined, Number(process.argv[2]));
