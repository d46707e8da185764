// Formatters that come with a language's toolchain (Go, Rust), and shellcheck.
import { parentOf, selfAndAncestors, type RepoPath, joinRepoPath } from '../base/paths.ts';
import { always, listedText, nearestWith, type Detected, type Tree } from './tool-use.ts';

const GOLANGCI = ['yml', 'yaml', 'toml', 'json'].map((end) => `.golangci.${end}`);

/** gofmt, in a directory with a go.mod. */
export function findGo(tree: Tree, directory: RepoPath): Detected {
  if (!tree.has(joinRepoPath(directory, 'go.mod'))) return { uses: [], notes: [] };
  const checked = nearestWith(tree, directory, GOLANGCI);
  return {
    uses: [
      { tool: 'gofmt', command: () => 'gofmt -w', kinds: [['.go']], isOwn: false, reaches: always },
    ],
    notes:
      checked === undefined
        ? []
        : [
            {
              tool: 'golangci-lint',
              why: `it takes packages, not files. Run it with a function in switchyard.config.mjs: "*.go": () => 'golangci-lint run --fix ./...'`,
            },
          ],
  };
}

/** rustfmt, in a directory with a Cargo.toml, with the edition that Cargo would pass to it. */
export function findRust(tree: Tree, directory: RepoPath): Detected {
  const edition = editionOf(tree, directory);
  if (edition === undefined) return { uses: [], notes: [] };
  const [, ...aboveThis] = [...selfAndAncestors(directory)];
  const above = aboveThis.map((at) => editionOf(tree, at)).find((each) => each !== undefined);
  return {
    uses: [
      {
        tool: 'rustfmt',
        command: () => `rustfmt --edition ${edition}`,
        kinds: [['.rs']],
        isOwn: above !== edition,
        reaches: always,
      },
    ],
    notes: [],
  };
}

/**
 * The edition in a Cargo.toml, or inherited; for a workspace without a package, the most frequent one of its members.
 */
function editionOf(tree: Tree, directory: RepoPath): string | undefined {
  const manifest = listedText(tree, joinRepoPath(directory, 'Cargo.toml'));
  if (manifest === undefined) return undefined;
  const stated = statedEdition(manifest);
  if (stated !== undefined) return stated;
  if (/^\s*edition(?:\.workspace\s*=|\s*=\s*\{\s*workspace\b)/m.test(manifest)) {
    const [, ...above] = [...selfAndAncestors(directory)];
    const inherited = above
      .map((at) => joinRepoPath(at, 'Cargo.toml'))
      .map((file) => statedEdition(listedText(tree, file) ?? ''))
      .find((each) => each !== undefined);
    return inherited ?? '2021';
  }
  if (!/^\[workspace\]/m.test(manifest)) return '2015'; // Cargo's own default
  const editions = tree.paths
    .filter(
      (each) =>
        each.endsWith('/Cargo.toml') && (directory === '' || each.startsWith(`${directory}/`)),
    )
    .map((each) => statedEdition(tree.read(each) ?? '') ?? '2021');
  const count = (edition: string): number => editions.filter((each) => each === edition).length;
  return editions.sort((a, b) => count(b) - count(a))[0] ?? '2021';
}

const statedEdition = (manifest: string): string | undefined =>
  /^\s*edition\s*=\s*["'](\d{4})["']/m.exec(manifest)?.[1];

/** shellcheck, at the top, if the repository configures it, or its workflows or task runners call it. */
export function findShell(tree: Tree): Detected {
  const isConfigured = tree.paths.some(
    (path) => path === '.shellcheckrc' || path.endsWith('/.shellcheckrc'),
  );
  const isCalled = tree.paths
    .filter((path) => parentOf(path) === '.github/workflows' || MENTIONS.has(path))
    .some((path) => RUNS_SHELLCHECK.test(tree.read(path) ?? ''));
  if (!isConfigured && !isCalled) return { uses: [], notes: [] };
  return {
    uses: [
      {
        tool: 'shellcheck',
        command: () => 'shellcheck',
        kinds: [['.sh', '.bash']],
        isOwn: false,
        reaches: always,
      },
    ],
    notes: [],
  };
}

// Not `# shellcheck disable=SC2086`.
const RUNS_SHELLCHECK = /\bshellcheck\b(?!\s+[a-z-]+=)/i;

const MENTIONS = new Set<string>([
  'Makefile',
  'justfile',
  'package.json',
  '.pre-commit-config.yaml',
  '.gitlab-ci.yml',
]);
