import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { dir: import.meta.dirname, testTimeout: 1_800_000, hookTimeout: 60_000 },
});
