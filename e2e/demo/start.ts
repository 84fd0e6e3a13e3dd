import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createKeyRack } from '#e2e/authenticator/keyRack.ts';
import { buildBackend, buildDemo, buildWeb } from '#e2e/harness/buildAll.ts';
import { ROOT } from '#e2e/harness/dist.ts';
import { startStack } from '#e2e/harness/stack.ts';
import { CANARY_ID } from '#e2e/tenant/directory/seedPeople.ts';

// `npm start`: the main job as a demo. One address; behind it the page, the backend with an embedded PostgreSQL, an
// emulated Entra tenant and a drawer of software keys. Every start begins afresh, as the emulated tenant does.
// `npm run dev` (--dev) also builds the page again whenever one of its files changes.
const dataDir = join(ROOT, '.keywright', 'demo');
await rm(dataDir, { recursive: true, force: true });
console.log('Building…');
await Promise.all([buildWeb(), buildBackend(), buildDemo()]);

const rack = createKeyRack();
const stack = await startStack({
  rack,
  drawer: true,
  dataDir,
  pagePort: 5173,
  badge: 'Demo tenant',
  // With what *Readiness* wants to see.
  tenant: { canary: true },
  backend: { KEYWRIGHT_CANARY_ID: CANARY_ID, KEYWRIGHT_REVOKE_SESSIONS: 'yes' },
});
rack.add('yubikey5');
const watcher = process.argv.includes('--dev') ? await buildWeb({ watch: true }) : null;
console.log(`
  Keywright is at ${stack.pageOrigin}

  Sign in as Adele Vance, the demo tenant’s administrator. Ctrl+C ends it.
`);

let isEnding = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (isEnding) return;
    isEnding = true;
    void Promise.all([watcher?.close(), stack.close()]).finally(() => process.exit(0));
  });
}
