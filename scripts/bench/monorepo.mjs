// The monorepo that the bench makes: three services with their own linters, and seeded files of realistic sizes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from '../support/paths.mjs';
import { Random } from './random.mjs';
import { python, ruby, typescript } from './source-text.mjs';

export const SERVICES = [
  {
    path: 'apps/web',
    extensions: ['ts', 'tsx'],
    commands: ['eslint --fix --no-warn-ignored', 'prettier --write --ignore-unknown'],
  },
  {
    path: 'apps/core',
    extensions: ['rb', 'rake'],
    commands: ['bundle exec rubocop --autocorrect-all --force-exclusion'],
  },
  {
    path: 'apps/ai-gateway',
    extensions: ['py'],
    commands: ['ruff check --fix --force-exclude', 'ruff format --force-exclude'],
  },
];

/** As in this repository's services. */
const COPIED = [
  '.prettierrc',
  'apps/web/tsconfig.json',
  'apps/core/.rubocop.yml',
  'apps/core/Gemfile',
  'apps/core/Gemfile.lock',
  'apps/ai-gateway/pyproject.toml',
];

// Without the rules that need types: those take most linters' time, so that no tool's own would be seen.
const ESLINT = `import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig({
  files: ['**/*.{ts,tsx}'],
  extends: [tseslint.configs.strict, tseslint.configs.stylistic],
});
`;

const SOURCES = [
  { directory: 'apps/web/lib', extension: 'ts', text: typescript, share: 0.5 },
  { directory: 'apps/core/app', extension: 'rb', text: ruby, share: 0.25 },
  { directory: 'apps/ai-gateway/app', extension: 'py', text: python, share: 0.25 },
];
const FILES_IN_A_DIRECTORY = 20;
/** So many texts of each language are different from each other; large repositories hold them repeatedly. */
const TEXTS = 60;

/** Path → content. The larger repositories have smaller files, to fit on a disk. */
export function monorepoFiles(count) {
  const files = new Map([
    ['.gitignore', 'node_modules/\n.venv/\n.bundle/\n**/vendor/bundle/\n.ruff_cache/\n*.log\n'],
    ['package.json', '{ "private": true, "type": "module" }\n'],
    ['apps/web/eslint.config.js', ESLINT],
    ...COPIED.map((path) => [path, readFileSync(join(top, path), 'utf8')]),
  ]);
  const random = new Random(20261126);
  for (const { directory, extension, text, share } of SOURCES) {
    const own = Math.round(count * share);
    const texts = Array.from({ length: Math.min(own, TEXTS) }, () =>
      text(random, count > 1000 ? 2 : 8),
    );
    for (let index = 0; index < own; index += 1) {
      const part = `part_${String(Math.floor(index / FILES_IN_A_DIRECTORY)).padStart(4, '0')}`;
      files.set(
        `${directory}/${part}/file_${index}.${extension}`,
        texts[Math.floor(random.next() * texts.length)],
      );
    }
  }
  return files;
}
