import { defineConfig } from 'vitest/config';

// What needs a built extension: a browser that drives a real VS Code, one file at a time, and the package that users install.
export default defineConfig({
  test: {
    include: ['test/webview/**/*.e2e.ts', 'test/e2e/**/*.e2e.ts', 'test/package.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
