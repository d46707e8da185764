import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    dir: import.meta.dirname,
    testTimeout: 0,
    globalSetup: `${import.meta.dirname}/../crash/build-once.ts`,
  },
});
