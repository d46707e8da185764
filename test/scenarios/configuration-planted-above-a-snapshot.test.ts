import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { scenario } from '../support/scenario.ts';

// Only root can make a file another user's.
test.runIf(process.getuid?.() === 0)(
  "another user's configuration above the snapshots is not obeyed",
  async () => {
    const shared = mkdtempSync(join(tmpdir(), 'switchyard-shared-'));
    onTestFinished(() => {
      rmSync(shared, { recursive: true });
    });
    chmodSync(shared, 0o1777);
    writeFileSync(join(shared, 'eslint.config.js'), '');
    chownSync(join(shared, 'eslint.config.js'), 65_534, 65_534);
    mkdirSync(join(shared, 'own'), { mode: 0o700 });
    const repo = scenario({
      head: { 'b.txt': 'B\n' },
      index: { 'a.txt': 'a\n' },
      services: { '.': { '*.txt': 'upper' } },
    });
    const env = { SWITCHYARD_DIR: join(shared, 'own') };
    const { exitCode, stderr } = await repo.switchyard(['run'], { env });
    expect(exitCode).toBe(3);
    expect(stderr).toContain('eslint.config.js');
    expect(repo.state().index).toMatchObject({ 'a.txt': 'a\n' });
  },
);
