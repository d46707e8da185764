import { expect, test } from 'vitest';
import type { RepoPath } from '../../../tools/base/paths.ts';
import type { Service } from '../../../tools/base/model/service.ts';
import { installAdvice } from '../../../tools/report/install-advice.ts';

test.each([
  ['cross-env', 'npm install --save-dev cross-env'],
  ['taplo', 'npm install --save-dev @taplo/cli'],
])("%s is npm's: %s", (program, command) => {
  const service = { directory: '' as RepoPath, declaredIn: 'package.json' as RepoPath } as Service;
  expect(installAdvice(program, service)).toBe(
    `Install it at the top: npm install (${command}, if package.json does not list it).`,
  );
});
