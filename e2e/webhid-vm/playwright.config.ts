import { defineConfig } from '@playwright/test';

// The machine is one, and slow where it is emulated: one test after the other, with patience.
export default defineConfig({
  testDir: 'specs',
  outputDir: '../results/webhid-artifacts',
  workers: 1,
  // As for the journeys: what passes the second time is told as flaky.
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: process.env['CI'] !== undefined,
  // On a quiet machine it takes half of that; what stands still longer would only hide what went before.
  globalTimeout: 900_000,
  timeout: 300_000,
  expect: { timeout: 90_000 },
  reporter: [['list'], ['json', { outputFile: '../results/webhid.json' }]],
});
