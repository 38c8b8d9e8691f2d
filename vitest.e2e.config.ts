import { defineConfig } from 'vitest/config';

// What takes its time: a browser that drives a real VS Code, one file at a time, the package that users install, very large texts.
export default defineConfig({
  test: {
    include: [
      'test/webview/**/*.e2e.ts',
      'test/e2e/**/*.e2e.ts',
      'test/package.test.ts',
      'test/lang/large-texts.test.ts',
    ],
    fileParallelism: false,
    // Each step waits for its condition as long as a busy machine may need; the limits are for what hangs.
    expect: { poll: { timeout: 120_000, interval: 100 } },
    testTimeout: 600_000,
    hookTimeout: 300_000,
  },
});
