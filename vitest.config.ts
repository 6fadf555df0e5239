import { defineConfig } from 'vitest/config'

/** The project's own tests; a conformance run is configured by `cli/harness.ts` and never reads this file. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/setup/chromium.ts', 'tests/setup/postgres.ts'],
    setupFiles: ['tests/setup/seed.ts'],
    pool: 'threads',
    maxWorkers: 2,
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
