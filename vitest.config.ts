import { defineConfig } from 'vitest/config';

// Everything but the suites that need a workbench: plain Node, no network but loopback.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      'test/package.test.ts',
      'test/host/**',
      'test/e2e/**',
      'test/corpus/**',
      'node_modules/**',
      '.vscode-test/**',
    ],
    isolate: false,
    testTimeout: 20_000,
  },
});
