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
    // For what hangs: on a busy machine the largest texts take several times as long.
    testTimeout: 120_000,
  },
});
