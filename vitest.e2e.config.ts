import { defineConfig } from 'vitest/config';

// What needs a built extension: a browser that drives a real VS Code, one file at a time, and the package that users install.
export default defineConfig({
  test: {
    include: ['test/webview/**/*.e2e.ts', 'test/e2e/**/*.e2e.ts', 'test/package.test.ts'],
    fileParallelism: false,
    // Each step waits for its condition as long as a busy machine may need; the limits are for what hangs.
    expect: { poll: { timeout: 120_000, interval: 100 } },
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
});
