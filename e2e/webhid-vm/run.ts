import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildBackend, buildWeb } from '#e2e/harness/buildAll.ts';
import { ROOT } from '#e2e/harness/dist.ts';
import { AGENT_PORT_VARIABLE } from './machine/agentPort.ts';
import { bootMachine } from './machine/bootMachine.ts';
import { machineFolder, whyNoMachine } from './machine/machineFolder.ts';

// `npm run test:webhid`: software keys as HID devices of a real kernel, a real Chromium, and independent clients beside
// it, in a virtual machine that is made of the system's own packages. `--built` takes dist/ as it is.
const RESULTS = join(ROOT, 'e2e', 'results');
const REPORT = join(RESULTS, 'webhid.json');

mkdirSync(RESULTS, { recursive: true });
const reason = whyNoMachine();
if (reason !== undefined) {
  console.log(`test:webhid is passed over: ${reason}.\n0 passed, 0 failed`);
  writeFileSync(REPORT, JSON.stringify({ passedOver: reason }));
  process.exit(0);
}

const args = process.argv.slice(2).filter((argument) => argument !== '--built');
if (args.length === process.argv.length - 2) await Promise.all([buildWeb(), buildBackend()]);
const machine = await bootMachine(await machineFolder(new Date()));
// Not spawnSync: what the machine prints has to be read meanwhile, or it stands still once the pipe is full.
const tests = spawn(
  process.execPath,
  [
    'node_modules/@playwright/test/cli.js',
    'test',
    '--config',
    'e2e/webhid-vm/playwright.config.ts',
    ...args,
  ],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, [AGENT_PORT_VARIABLE]: String(machine.agentPort) },
  },
);
await once(tests, 'exit');
await machine.process.stop();
writeFileSync(join(RESULTS, 'webhid-machine.log'), machine.process.output());

const { stats, errors } = JSON.parse(readFileSync(REPORT, 'utf8'));
const failed = stats.unexpected + errors.length;
console.log(`${stats.expected + stats.flaky} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
