import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Everything but the suites that need a workbench: plain Node, no network but loopback.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      'test/package.test.ts',
      'test/lang/large-texts.test.ts',
      'test/host/**',
      'test/e2e/**',
      'test/corpus/**',
      'node_modules/**',
      '.vscode-test/**',
    ],
    setupFiles: ['test/kit/seed.ts'],
    isolate: false,
    // Both cores of a small machine; by itself vitest leaves one of two alone.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // For what hangs: on a busy machine the largest texts take several times as long.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // By itself what is polled for has a second, which a busy machine takes to load a chunk.
    expect: { poll: { timeout: 60_000 } },
  },
});
