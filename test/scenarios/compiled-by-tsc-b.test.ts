import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TOP } from '../support/binary.ts';
import { scenario } from '../support/scenario.ts';

const tsc = join(TOP, 'node_modules/typescript/bin/tsc');
const options = { composite: true, outDir: 'dist', lib: ['es5'], types: [], skipLibCheck: true };

const right = 'export const n: number = 1;\n';
const wrong = 'export const n: string = "";\n';
const user = (name: string): string =>
  `import { n } from "../../ui/src/n";\nexport const ${name}: number = n;\n`;

test.for([
  { rootDir: '.', types: 'ui/dist/src/n.d.ts' },
  { rootDir: 'src', types: 'ui/dist/n.d.ts' },
])('a project compiled from $rootDir, with an unstaged repair', async ({ rootDir, types }) => {
  const project = (...references: string[]): string =>
    JSON.stringify({
      compilerOptions: { ...options, rootDir },
      include: ['src'],
      references: references.map((path) => ({ path })),
    });
  const repo = scenario({
    head: {
      '.gitignore': 'dist\nnode_modules\n*.tsbuildinfo\n',
      'app/.lintstagedrc.mjs': `export default { '*.ts': () => 'node ${tsc} -b .' };\n`,
      'app/src/m.ts': user('m'),
      'app/tsconfig.json': project('../ui'),
      'ui/src/n.ts': right,
      'ui/tsconfig.json': project(),
    },
    index: { 'app/src/m.ts': user('o'), 'ui/src/n.ts': wrong },
  });
  expect(await repo.switchyard(['run'])).toMatchObject({ exitCode: 1 });
  repo.write({ 'ui/src/n.ts': right });
  execFileSync(process.execPath, [tsc, '-b', 'app'], { cwd: repo.directory });
  const { exitCode, stderr, stdout } = await repo.switchyard(['run']);
  expect(stdout + stderr).toContain("Type 'string' is not assignable to type 'number'");
  expect(exitCode).toBe(1);
  expect(readFileSync(join(repo.directory, types), 'utf8')).toContain('number');
});
