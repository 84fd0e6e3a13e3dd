import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Switches every browser of ours starts with: no phoning home, and root needs the sandbox off. */
export const CHROMIUM_ARGS: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Finds a Chrome or Chromium: the one CHROMIUM names, Playwright's own, or an installed one; where there is none it
 * installs one, by Playwright's download or, on Debian and as root, by apt.
 */
export function findChromium(): string {
  const found = lookForChromium();
  if (found !== undefined) return found;
  console.error('No Chrome or Chromium found: installing one.');
  const install: readonly [string, readonly string[]][] = [
    [process.platform === 'win32' ? 'npx.cmd' : 'npx', ['playwright', 'install', 'chromium']],
    ['apt-get', ['update', '-qq']],
    [
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'],
    ],
  ];
  for (const [command, args] of install) {
    spawnSync(command, [...args], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 });
    const installed = lookForChromium();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'Keywright’s tests need Chrome or Chromium: install one, or set CHROMIUM to its path.',
  );
}

function lookForChromium(): string | undefined {
  const named = process.env['CHROMIUM'];
  return [...(named === undefined ? [] : [named]), chromium.executablePath(), ...INSTALLED].find(
    (path) => existsSync(path),
  );
}
