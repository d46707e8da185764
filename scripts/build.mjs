// Bundles the program into dist/switchyard.js, and what configuration authors import into dist/index.*.
// `--crash-test <directory>` puts a program there that can be killed at each of its checkpoints.
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { top } from './support/paths.mjs';

const flags = parseArgs({ options: { 'crash-test': { type: 'string' } } }).values;
const crashTest = flags['crash-test'] !== undefined;
const directory = flags['crash-test'] ?? join(top, 'dist');
const { version } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'));

const shared = {
  absWorkingDir: top,
  outdir: directory,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  legalComments: 'eof',
  logLevel: 'warning',
};

const crashTesting = { CRASH_TEST: String(crashTest) };

try {
  await buildProgram();
  if (!crashTest) await buildLibrary();
} catch (error) {
  // esbuild has said what is wrong by itself.
  if (!('errors' in error)) console.error(error);
  process.exitCode = 1;
}

async function buildProgram() {
  const bundled = await bundle('tools/main.ts', { VERSION: JSON.stringify(version) });
  const [program, ...licenses] = bundled.split('\n');
  const text = `((require, module, ANSWER, LEAD) => {${program}})`;
  if (/[^\0-\x7f]/.test(text)) throw new Error('The program is read as ASCII. Escape the rest.');
  if (!/^(\/\*.*\*\/\s*)?$/s.test(licenses.join('\n')))
    throw new Error('The program has more than one line.');
  const id = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const start = await bundle('tools/start.ts', { PROGRAM_ID: JSON.stringify(id) });
  // A hook that starts it meanwhile finds the old program or the new one, never half of it.
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'switchyard.js');
  writeFileSync(`${file}.new`, asScript(start, text) + licenses.join('\n'));
  chmodSync(`${file}.new`, 0o755);
  renameSync(`${file}.new`, file);
  // Node starts its loader of ES modules only for a program that may be one.
  writeFileSync(join(directory, 'package.json'), '{ "type": "commonjs" }\n');
}

/**
 * A script that is neither an ES module nor CommonJS, and so runs as both: as a file of this package and
 * alone in any other place. It starts 30 ms earlier than an ES module, whose loader reads each built-in
 * module that is imported anywhere, used or not. `tools/start.ts` reads the comment from the function.
 */
function asScript(code, comment) {
  return `#!/usr/bin/env node
((require, program) => {${code}})(process.getBuiltinModule('module').createRequire(process.argv[1]), () => {//${comment}
});
`;
}

/** The code of `entry` and all that it imports, as CommonJS. */
async function bundle(entry, constants) {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: { bundle: join(top, entry) },
    format: 'cjs',
    define: { ...crashTesting, ...constants },
    minify: true,
    supported: { 'template-literal': false }, // it could hold a line break
    write: false,
  });
  return outputFiles[0].text;
}

async function buildLibrary() {
  const source = join(top, 'tools/config/define-config.ts');
  await build({ ...shared, entryPoints: { index: source }, outExtension: { '.js': '.mjs' } });
  writeFileSync(join(directory, 'index.d.mts'), await declarationsOf(source));
}

/** The types of a file that imports nothing. */
async function declarationsOf(file) {
  const { default: typescript } = await import('typescript');
  const { outputText, diagnostics } = typescript.transpileDeclaration(readFileSync(file, 'utf8'), {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: { target: typescript.ScriptTarget.ES2023 },
  });
  for (const { messageText } of diagnostics ?? []) {
    throw new Error(`${file}: ${typescript.flattenDiagnosticMessageText(messageText, ' ')}`);
  }
  return outputText;
}
