import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stationKitMessages } from '#web/presentation/messages.stationKit.en.ts';
import type { KitRole } from './kitFile.ts';
import { makeStationKit, type StationKitRequest } from './makeStationKit.ts';
import { readMeFile } from './readMeFile.ts';
import { STATION_BROWSERS, STATION_SYSTEMS } from './stationBrowsers.ts';

const ORIGIN = 'https://keys.example.com';
const EACH = STATION_SYSTEMS.flatMap((os) =>
  STATION_BROWSERS.map((browser) => ({ os, browser, origin: ORIGIN })),
);

function filesOf(request: StationKitRequest) {
  const kit = makeStationKit(request);
  return [readMeFile(request, kit, stationKitMessages.readMe), ...kit.files];
}

function textOf(request: StationKitRequest, role: KitRole): string {
  const text = filesOf(request).find((file) => file.role === role)?.text;
  if (text === undefined) throw new Error(`no ${role}`);
  return text;
}

describe('the station kit', () => {
  it.each(EACH)('for $browser on $os is what was looked over by a person', (one) => {
    const golden = new URL(`golden/${one.os}-${one.browser}.txt`, import.meta.url);
    const files = filesOf({ ...one, alsoOpens: ['https://adfs.example.com:8443'] });
    const whole = files.map(({ name, text }) => `===== ${name}\n${text.replaceAll('\r\n', '\n')}`);
    expect(whole.join('')).toBe(readFileSync(golden, 'utf8'));
  });

  it.each(EACH)('for $browser on $os has the line ends of its system', (one) => {
    for (const { text } of filesOf(one)) {
      const ends = text.match(/\r?\n/g) ?? [];
      expect(new Set(ends)).toEqual(new Set([one.os === 'windows' ? '\r\n' : '\n']));
    }
  });

  it.each(EACH)('for $browser on $os starts a profile of its own with the switch', (one) => {
    const start = textOf(one, 'start');
    expect(start).toContain('--disable-hid-blocklist');
    expect(start).toMatch(new RegExp(`--user-data-dir=.*${one.browser}|profile="\\$HOME.*"`));
    expect(start).toContain(`--app=${ORIGIN}/station`);
    expect(start.includes('--do-not-de-elevate')).toBe(one.os === 'windows');
  });

  it('grants keys to this origin alone and opens nothing but it and the sign-in', () => {
    const policy = JSON.parse(textOf({ origin: ORIGIN, os: 'linux', browser: 'chrome' }, 'policy'));
    expect(policy).toEqual({
      WebHidAllowDevicesWithHidUsagesForUrls: [
        { usages: [{ usage_page: 61904, usage: 1 }], urls: [ORIGIN] },
      ],
      SecurityKeyPermitAttestation: ['login.microsoft.com'],
      URLBlocklist: ['*'],
      URLAllowlist: [
        'https://.keys.example.com',
        'https://.login.microsoftonline.com',
        'https://.login.microsoft.com',
      ],
      ExtensionInstallBlocklist: ['*'],
      CommandLineFlagSecurityWarningsEnabled: false,
      BackgroundModeEnabled: false,
    });
  });

  it.each(STATION_BROWSERS)('undoes on Windows every value that it sets for %s', (browser) => {
    const request = { origin: ORIGIN, os: 'windows', browser } as const;
    let key = '';
    const set = textOf(request, 'policy')
      .split('\r\n')
      .flatMap((line) => {
        key = /^\[HKEY_LOCAL_MACHINE\\(.*)\]$/.exec(line)?.[1] ?? key;
        const name = /^"([^"]+)"=/.exec(line)?.[1];
        return name === undefined ? [] : [`"HKLM\\${key}" /v ${name} /f`];
      });
    const undone = [...textOf(request, 'undo').matchAll(/delete (.* \/f)/g)].map(
      ([, what]) => what,
    );
    expect(set.length).toBeGreaterThan(8);
    expect([...undone].toSorted()).toEqual(set.toSorted());
  });
});

describe('the start script for Linux', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keywright-kit-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function put(name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    chmodSync(path, 0o755);
    return path;
  }

  const run = (script: string, more: readonly string[] = []) =>
    execFileSync('/bin/sh', [script, ...more], {
      env: { PATH: `${folder}:/usr/bin:/bin`, HOME: join(folder, 'a home') },
      encoding: 'utf8',
      stdio: 'pipe',
    });

  it.each([
    ['chrome', 'google-chrome'],
    ['edge', 'microsoft-edge-stable'],
    ['chromium', 'chromium'],
  ] as const)('hands %s its switches one by one, and what it was given itself', (browser, name) => {
    put(name, '#!/bin/sh\nfor argument; do echo "$argument"; done\n');
    const start = put('start.sh', textOf({ origin: ORIGIN, os: 'linux', browser }, 'start'));
    expect(run(start, ['--lang=a b']).trimEnd().split('\n')).toEqual([
      '--disable-hid-blocklist',
      `--user-data-dir=${folder}/a home/KeywrightStation/${browser}`,
      '--no-first-run',
      '--no-default-browser-check',
      `--app=${ORIGIN}/station`,
      '--lang=a b',
    ]);
  });

  it('says so where the browser is not there', () => {
    const start = put(
      'start.sh',
      textOf({ origin: ORIGIN, os: 'linux', browser: 'edge' }, 'start'),
    );
    expect(() => run(start)).toThrow('Microsoft Edge was not found.');
  });

  it('is taken back with its profile and its policies', () => {
    put('sudo', '#!/bin/sh\necho "$@"\n');
    put('chromium', '#!/bin/sh\n');
    const request = { origin: ORIGIN, os: 'linux', browser: 'chromium' } as const;
    run(put('start.sh', textOf(request, 'start')));
    const removed = run(put('undo.sh', textOf(request, 'undo')));
    expect(removed.trimEnd().split('\n')).toEqual([
      'rm -f /etc/chromium/policies/managed/keywright-station.json',
      'rm -f /etc/chromium-browser/policies/managed/keywright-station.json',
    ]);
    expect(() => readFileSync(join(folder, 'a home/KeywrightStation/chromium'))).toThrow('ENOENT');
  });
});
