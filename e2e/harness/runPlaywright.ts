import { spawnSync } from 'node:child_process';
import { buildBackend, buildDemo, buildExtension, buildWeb } from './buildAll.ts';
import { findChromium } from './chromium.ts';
import { ROOT } from './dist.ts';

// `npm run test:e2e`: builds what is deployed, finds or installs a browser, and walks the journeys.
findChromium();
await Promise.all([buildWeb(), buildBackend(), buildDemo(), buildExtension()]);
const { status } = spawnSync(
  process.execPath,
  ['node_modules/@playwright/test/cli.js', 'test', ...process.argv.slice(2)],
  { cwd: ROOT, stdio: 'inherit' },
);
process.exit(status ?? 1);
