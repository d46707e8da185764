// Adds to the inputs of a result what a command line names: programs, scripts of the repository and of `package.json`
// with the programs that these name, and paths out of the repository.
import { isExecutableFile, readContent } from '../base/lookups.ts';
import { baseName, joinPath, isWithin, resolvePath, type AbsolutePath } from '../base/paths.ts';
import { addFileWithNamed } from './named-files.ts';
import { siblingOf, SYSTEM_PATHS } from './paths-out.ts';
import { interpreters, addProgram, type ProgramContext } from './programs.ts';
import { settingsDirectory } from './settings.ts';

/** Programs with inputs that cannot be known: containers, other machines, the network, a build tool's stores. */
const UNCACHEABLE: ReadonlySet<string> = new Set(
  `
  docker podman nerdctl ssh curl wget mvn mvnw gradle gradlew sbt bazel bazelisk nix nix-shell conda mamba dotnet act
  lychee markdown-link-check trivy snyk grype osv-scanner safety pip-audit bundle-audit bundler-audit cargo-audit audit
  trufflehog vale-sync make just tox nox hatch pre-commit prek uvx pipx dlx
  docker-compose devcontainer ddev lando sail dip earthly vagrant
  `
    .trim()
    .split(/\s+/),
);

/** Where uv takes a program from a package that the project has not installed. */
const FETCHED_BY_UV = /\buv (tool |.* --(with|script)\b)/;

/** Adds the programs of a command line; each of its words may be one (`bundle exec rubocop`). */
export function addCommand(argv: readonly string[], programs: ProgramContext): void {
  const { context, directory, find } = programs;
  const words = argv.flatMap((argument) => argument.split(/[\s;&|()=<>{}"'`]+/));
  if (FETCHED_BY_UV.test(words.join(' '))) context.inputs.markUncacheable();
  const hasShell = words.some((word) => SHELL.test(word));
  for (const word of new Set(words)) {
    if (UNCACHEABLE.has(baseName(word))) context.inputs.markUncacheable();
    if (hasShell) addScript(resolvePath(directory, word), programs);
    if (word.includes('/')) addPath(word, programs);
    else if (/^[\w.@+-]+$/.test(word)) {
      const program = find(word);
      if (program === undefined) continue;
      addProgram(program, programs);
      // Its settings. go's directory changes with every use (telemetry).
      if (word !== 'go') context.addSource(joinPath(settingsDirectory(), word));
    }
  }
  if (words.some((word) => RUNNER.test(word))) addPackageScripts(words, programs);
}

/** Words by which a shell runs the script that is named behind them. */
const SHELL = /^(\.|source|(.*\/)?(ba|da|z|k)?sh)$/;

function addPath(word: string, programs: ProgramContext): void {
  const { directory, context } = programs;
  const { top, addSource } = context;
  const path = resolvePath(directory, word);
  if (path === '/' || SYSTEM_PATHS.test(path)) return;
  if (isOfTree(path, top)) addScript(path, programs);
  else if (isExecutableFile(path)) addProgram(path, programs);
  if (word.startsWith('/')) {
    addSource(path);
    if (!isExecutableFile(path)) addFileWithNamed(path, context.inputs);
  } else if (!isWithin(top, path)) addSource(siblingOf(top, path) ?? path);
}

const isOfTree = (path: AbsolutePath, top: AbsolutePath): boolean =>
  isWithin(top, path) && !/\/(node_modules|\.?venv)\//.test(path);

/** Of a script of the repository its text is in the tree; what else it needs is what it starts. */
function addScript(script: AbsolutePath, programs: ProgramContext): void {
  const { added, context } = programs;
  if (added.has(script) || !isOfTree(script, context.top)) return;
  added.add(script);
  const found = interpreters(script, programs);
  for (const interpreter of found) addProgram(interpreter, programs);
  const isShell = found.some((interpreter) => interpreter.endsWith('sh'));
  if (!isShell && (found.length > 0 || !SHELL_NAME.test(baseName(script)))) return;
  const text = (readContent(script)?.toString('latin1') ?? '').replace(/^\s*#.*$/gm, '');
  addCommand([text], programs);
  for (const [, path = ''] of text.matchAll(BEHIND_A_VARIABLE)) {
    for (const base of [resolvePath(script, '..'), context.top]) {
      addScript(resolvePath(base, path), programs);
    }
  }
}

/** Names of scripts without `#!` that `sh` or `source` is given. */
const SHELL_NAME = /^[^.]+$|\.(ba|z|k)?sh$/;

/** `$(dirname "$0")/other`, `"${root}"/other`, `$root/other`. */
const BEHIND_A_VARIABLE = /(?:[)}]"?|\$\w+"?)\/([\w./@+-]+)/g;

/** Programs that start what `scripts` of a `package.json` name, or a program of a package. */
const RUNNER = /^(npm|pnpm|yarn|bun|npx|pnpx|bunx|--run|npm-run-all\d?|run-[sp]|concurrently)$/;

/** Options with which these run another package's scripts. */
const OTHER_PACKAGE =
  /^(workspaces?|foreach|-C|--cwd|--prefix|--dir|--filter|-F|-r|--recursive|-w|--workspaces?|--workspace-root)$/;

function addPackageScripts(words: readonly string[], programs: ProgramContext): void {
  const { context, find, added } = programs;
  const { scripts, directory } = nearestScripts(programs);
  const named = Object.keys(scripts).filter((script) => words.some((word) => names(word, script)));
  for (const script of named.flatMap((name) => [`pre${name}`, name, `post${name}`])) {
    const text = scripts[script];
    if (typeof text !== 'string' || added.has(`${directory}:${script}`)) continue;
    added.add(`${directory}:${script}`);
    addCommand([text], { ...programs, directory });
  }
  const isOther = (word: string): boolean => !RUNNER.test(word) && find(word) !== undefined;
  const program = words.findIndex(isOther);
  const before = named.length > 0 ? words : words.slice(0, Math.max(0, program));
  // A program that is not installed comes from the network, or from a cache of what did; Yarn's from what its
  // `.pnp.cjs` lists.
  const isFetched = named.length === 0 && program === -1 && !words.includes('yarn');
  if (isFetched) context.inputs.markUncacheable();
  if (before.some((word) => OTHER_PACKAGE.test(word))) context.inputs.markUncacheable();
}

/** Whether a word names a script; of concurrently it may be `npm:lint`, of npm-run-all `lint:*`, or both. */
function names(word: string, script: string): boolean {
  const name = word.replace(/^npm:/, '');
  return name.includes('*') ? script.startsWith(name.split('*', 1)[0] ?? '') : name === script;
}

interface Scripts {
  readonly directory: AbsolutePath;
  readonly scripts: Readonly<Record<string, unknown>>;
}

/** The scripts of the nearest `package.json` in or above the directory. */
function nearestScripts({ directory, context: { top } }: ProgramContext): Scripts {
  for (let at = directory; isWithin(top, at); at = resolvePath(at, '..')) {
    const text = readContent(joinPath(at, 'package.json'))?.toString();
    if (text !== undefined) return { directory: at, scripts: scriptsIn(text) };
  }
  return { directory, scripts: {} };
}

function scriptsIn(manifest: string): Scripts['scripts'] {
  try {
    const { scripts } = JSON.parse(manifest) as { scripts?: Scripts['scripts'] | null };
    return scripts ?? {};
  } catch {
    return {};
  }
}
