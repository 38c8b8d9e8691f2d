import { defineConfig } from 'vitest/config';

// Checks against the large bodies of real input in ../shared; where that folder is absent each file says so and passes.
export default defineConfig({
  test: { include: ['test/corpus/**/*.test.ts'], passWithNoTests: true, testTimeout: 600_000 },
});
