// The root's own sources. The services below `apps/` and `packages/` bring their own configuration.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

// Each step of the way imports only `git` and `base`; a command strings the steps together.
const steps = [
  'select',
  'config',
  'route',
  'snapshot',
  'lint',
  'publish',
  'memory',
  'report',
  'init',
  'doctor',
  'hook',
];

const forbid = (folders) => ({
  patterns: [
    {
      // From a folder's own sub-folders (`snapshot/ignored/list/`) other folders are further up.
      group: folders.flatMap((folder) =>
        ['../', '../../', '../../../'].map((up) => `${up}${folder}/*`),
      ),
      message: 'main → commands → steps → git → base',
    },
  ],
});

const allBut = (step) => [...steps.filter((other) => other !== step), 'commands'];

export default defineConfig(
  { ignores: ['dist/', '.bench/', 'apps/', 'packages/', 'node_modules/'] },
  {
    files: ['tools/**/*.ts', 'test/**/*.ts', 'vitest.config.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['tools/**/*.ts'],
    rules: {
      'max-lines': ['error', 250],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'base/environment.ts is the door.' },
        { object: 'process', property: 'exit', message: 'main.ts owns the exit code.' },
        { object: 'process', property: 'stdout', message: 'report/terminal.ts is the door.' },
        { object: 'process', property: 'stderr', message: 'report/terminal.ts is the door.' },
      ],
      'no-console': 'error',
    },
  },
  ...steps.map((step) => ({
    files: [`tools/${step}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', forbid(allBut(step))] },
  })),
  // provide → describe → list
  {
    files: ['tools/snapshot/ignored/list/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', forbid([...allBut('snapshot'), 'describe', 'provide'])],
    },
  },
  {
    files: ['tools/snapshot/ignored/describe/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', forbid([...allBut('snapshot'), 'provide'])] },
  },
  {
    files: ['tools/git/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', forbid([...steps, 'commands'])] },
  },
  {
    files: ['tools/base/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', forbid([...steps, 'git', 'commands'])] },
  },
  {
    files: ['tools/base/environment.ts', 'tools/report/terminal.ts', 'tools/main.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
);
