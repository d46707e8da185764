// Notes, as inputs of results, what a command line names: programs, scripts of the repository and of `package.json` with
// the programs that these name, and paths out of the repository.
import { isExecutableFile, readContent } from '../base/look.ts';
import { baseName, below, isWithin, resolveFrom, type AbsolutePath } from '../base/paths.ts';
import { neighbourOf, OF_SYSTEM } from './paths-out.ts';
import { interpreters, noteProgram, type Programs } from './programs.ts';
import { settingsDirectory } from './settings.ts';

/** Programs with inputs that cannot be noted: containers, other machines, the network, a build tool's stores. */
const UNNAMED: ReadonlySet<string> = new Set(
  `
  docker podman nerdctl ssh curl wget mvn mvnw gradle gradlew sbt bazel bazelisk nix nix-shell conda mamba dotnet act
  lychee markdown-link-check trivy snyk grype osv-scanner safety pip-audit bundle-audit bundler-audit cargo-audit audit
  trufflehog vale-sync make just tox nox hatch pre-commit prek uvx pipx dlx
  `
    .trim()
    .split(/\s+/),
);

/** Notes the programs of a command line; each of its words may be one (`bundle exec rubocop`). */
export function noteCommand(argv: readonly string[], programs: Programs): void {
  const { installation, find } = programs;
  const words = argv.flatMap((argument) => argument.split(/[\s;&|()=<>{}"'`]+/));
  for (const word of new Set(words)) {
    if (UNNAMED.has(baseName(word))) installation.notes.giveUp();
    if (word.includes('/')) notePath(word, programs);
    else if (/^[\w.@+-]+$/.test(word)) {
      const program = find(word);
      if (program === undefined) continue;
      noteProgram(program, programs);
      // Its settings. go's directory changes with every use (telemetry).
      if (word !== 'go') installation.noteSource(below(settingsDirectory(), word));
    }
  }
  if (words.some((word) => RUNNER.test(word))) notePackageScripts(words, programs);
}

function notePath(word: string, programs: Programs): void {
  const { directory, installation } = programs;
  const { top, noteSource } = installation;
  const path = resolveFrom(directory, word);
  if (path === '/' || OF_SYSTEM.test(path)) return;
  const isOfTree = isWithin(top, path) && !/\/(node_modules|\.?venv)\//.test(path);
  if (isExecutableFile(path)) {
    if (isOfTree) noteScript(path, programs);
    else noteProgram(path, programs);
  }
  if (word.startsWith('/')) noteSource(path);
  else if (!isWithin(top, path)) noteSource(neighbourOf(top, path) ?? path);
}

/** Of a script of the repository its text is in the tree; what else it needs is what it starts. */
function noteScript(script: AbsolutePath, programs: Programs): void {
  if (programs.noted.has(script)) return;
  programs.noted.add(script);
  const found = interpreters(script, programs);
  for (const interpreter of found) noteProgram(interpreter, programs);
  if (!found.some((interpreter) => interpreter.endsWith('sh'))) return;
  const text = readContent(script)?.toString('latin1') ?? '';
  noteCommand([text.replace(/^\s*#.*$/gm, '')], programs);
}

/** Programs that start what `scripts` of a `package.json` name, or a program of a package. */
const RUNNER = /^(npm|pnpm|yarn|bun|npx|pnpx|bunx|--run)$/;

/** Words with which these look at another package's scripts. */
const ELSEWHERE =
  /^(workspaces?|foreach|-C|--cwd|--prefix|--dir|--filter|-F|-r|--recursive|-w|--workspaces?|--workspace-root)$/;

function notePackageScripts(words: readonly string[], programs: Programs): void {
  const { installation, find, noted } = programs;
  const { scripts, directory } = nearestScripts(programs);
  const named = words.filter((word) => Object.hasOwn(scripts, word));
  for (const script of named.flatMap((name) => [`pre${name}`, name, `post${name}`])) {
    const text = scripts[script];
    if (typeof text !== 'string' || noted.has(`${directory}:${script}`)) continue;
    noted.add(`${directory}:${script}`);
    noteCommand([text], { ...programs, directory });
  }
  const isOther = (word: string): boolean => !RUNNER.test(word) && find(word) !== undefined;
  const program = words.findIndex(isOther);
  const before = named.length > 0 ? words : words.slice(0, Math.max(0, program));
  // A program that is not installed comes from the network, or from a cache of what did.
  if (named.length === 0 && program === -1) installation.notes.giveUp();
  if (before.some((word) => ELSEWHERE.test(word))) installation.notes.giveUp();
}

interface Scripts {
  readonly directory: AbsolutePath;
  readonly scripts: Readonly<Record<string, unknown>>;
}

/** The scripts of the nearest `package.json` in or above the directory. */
function nearestScripts({ directory, installation: { top } }: Programs): Scripts {
  for (let place = directory; isWithin(top, place); place = resolveFrom(place, '..')) {
    const text = readContent(below(place, 'package.json'))?.toString();
    if (text !== undefined) return { directory: place, scripts: scriptsIn(text) };
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
