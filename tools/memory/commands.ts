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
  `
    .trim()
    .split(/\s+/),
);

/** Where uv takes a program from a package that the project has not installed. */
const FETCHED_BY_UV = /\buv (tool |.* --with\b)/;

/** Adds the programs of a command line; each of its words may be one (`bundle exec rubocop`). */
export function addCommand(argv: readonly string[], programs: ProgramContext): void {
  const { context, find } = programs;
  const words = argv.flatMap((argument) => argument.split(/[\s;&|()=<>{}"'`]+/));
  if (FETCHED_BY_UV.test(words.join(' '))) context.inputs.markUncacheable();
  for (const word of new Set(words)) {
    if (UNCACHEABLE.has(baseName(word))) context.inputs.markUncacheable();
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

function addPath(word: string, programs: ProgramContext): void {
  const { directory, context } = programs;
  const { top, addSource } = context;
  const path = resolvePath(directory, word);
  if (path === '/' || SYSTEM_PATHS.test(path)) return;
  const isOfTree = isWithin(top, path) && !/\/(node_modules|\.?venv)\//.test(path);
  if (isExecutableFile(path)) {
    if (isOfTree) addScript(path, programs);
    else addProgram(path, programs);
  }
  if (word.startsWith('/')) {
    addSource(path);
    if (!isExecutableFile(path)) addFileWithNamed(path, context.inputs);
  } else if (!isWithin(top, path)) addSource(siblingOf(top, path) ?? path);
}

/** Of a script of the repository its text is in the tree; what else it needs is what it starts. */
function addScript(script: AbsolutePath, programs: ProgramContext): void {
  if (programs.added.has(script)) return;
  programs.added.add(script);
  const found = interpreters(script, programs);
  for (const interpreter of found) addProgram(interpreter, programs);
  if (!found.some((interpreter) => interpreter.endsWith('sh'))) return;
  const text = readContent(script)?.toString('latin1') ?? '';
  addCommand([text.replace(/^\s*#.*$/gm, '')], programs);
}

/** Programs that start what `scripts` of a `package.json` name, or a program of a package. */
const RUNNER = /^(npm|pnpm|yarn|bun|npx|pnpx|bunx|--run)$/;

/** Options with which these run another package's scripts. */
const OTHER_PACKAGE =
  /^(workspaces?|foreach|-C|--cwd|--prefix|--dir|--filter|-F|-r|--recursive|-w|--workspaces?|--workspace-root)$/;

function addPackageScripts(words: readonly string[], programs: ProgramContext): void {
  const { context, find, added } = programs;
  const { scripts, directory } = nearestScripts(programs);
  const named = words.filter((word) => Object.hasOwn(scripts, word));
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
