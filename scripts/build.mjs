// Bundles the program into dist/switchyard.js, and what configuration authors import into dist/index.*.
// `--crash-test <directory>` puts a program there that can be killed at each of its checkpoints.
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

// A script that is neither an ES module nor CommonJS, and so runs as both: as a file of this package and
// alone in any other place. It starts 30 ms earlier than an ES module, whose loader reads each built-in
// module that is imported anywhere, used or not.
const banner = `#!/usr/bin/env node
(require => {`;
const footer = `})(process.getBuiltinModule('module').createRequire(process.argv[1]));`;

try {
  await buildProgram();
  if (!crashTest) await buildLibrary();
} catch (error) {
  // esbuild has said what is wrong by itself.
  if (!('errors' in error)) console.error(error);
  process.exitCode = 1;
}

async function buildProgram() {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: { switchyard: join(top, 'tools/main.ts') },
    format: 'cjs',
    banner: { js: banner },
    footer: { js: footer },
    define: { VERSION: JSON.stringify(version), CRASH_TEST: String(crashTest) },
    minifySyntax: true,
    minifyWhitespace: true,
    write: false,
  });
  // A hook that starts it meanwhile finds the old program or the new one, never half of it.
  mkdirSync(directory, { recursive: true });
  const program = join(directory, 'switchyard.js');
  writeFileSync(`${program}.new`, outputFiles[0].contents);
  chmodSync(`${program}.new`, 0o755);
  renameSync(`${program}.new`, program);
}

async function buildLibrary() {
  const source = join(top, 'tools/config/define-config.ts');
  await build({ ...shared, entryPoints: { index: source } });
  writeFileSync(join(directory, 'index.d.ts'), await declarationsOf(source));
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
