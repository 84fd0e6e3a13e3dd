import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './e2e/harness/chromium.ts';

// Journeys in a real Chromium against the builds in dist/. Each worker has its own tenant, backend, database and keys.
export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'e2e/results/artifacts',
  fullyParallel: true,
  workers: 2,
  // A journey that passes only at its second try is reported as flaky, not hidden.
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'e2e/results/journeys.json' }]],
  use: {
    browserName: 'chromium',
    // The page follows the browser's language, and journeys read English whatever the machine speaks.
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
    // A still page: screenshots repeat, and the processor is left to the journeys.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath: findChromium(), args: [...CHROMIUM_ARGS] },
    // A trace of every journey costs a quarter of the time of all; `--trace on` has one where it is wanted.
    trace: 'on-first-retry',
  },
});
