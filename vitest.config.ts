import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Unit and service tests. Browser journeys are Playwright's (e2e/specs).
export default defineConfig({
  test: {
    include: ['shared/**/*.test.ts', 'bff/**/*.test.ts', 'web/**/*.test.ts', 'e2e/**/*.test.ts'],
    environment: 'node',
    // Vitest leaves one core to itself, which on two is half of the time: its main thread is idle while tests run.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    setupFiles: ['vitest.setup.ts'],
    globalSetup: ['bff/src/store/testGlobalSetup.ts'],
    testTimeout: 15_000,
    // Embedded servers start beside each other on small machines; a second try is named in the report.
    retry: process.env['CI'] === undefined ? 0 : 1,
    reporters: process.env['CI'] === undefined ? ['default'] : ['default', 'json'],
    outputFile: { json: 'e2e/results/unit.json' },
    coverage: {
      provider: 'v8',
      include: ['shared/**/*.ts', 'bff/src/**/*.ts', 'web/src/**/*.ts'],
      exclude: ['**/*.test.ts'],
    },
  },
});
