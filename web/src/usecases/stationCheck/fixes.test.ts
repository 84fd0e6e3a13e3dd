import { describe, expect, it } from 'vitest';
import { assessStation } from './assessStation.ts';
import { fixesFor } from './fixes.ts';
import type { StationFacts } from './stationFacts.ts';
import { testBrowser, testFacts, testKey } from './testing/facts.ts';

const ORIGIN = 'https://keys.example.com';
const HIDDEN = { chooser: 'keyNotListed' } as const;
const LOST = { replug: { step: 'lost' } } as const;
const BLOCKED = { keys: [testKey({ state: 'failed', failure: 'hid_blocked' })] } as const;

function fixes(brand: string, platform: string, changes: Partial<StationFacts>, origin = ORIGIN) {
  const facts = testFacts({ browser: testBrowser(brand, platform), ...changes });
  return fixesFor(assessStation(facts), origin);
}

describe('the fix of a station', () => {
  it('starts the browser that it is, on the system that it is', () => {
    expect(fixes('Chromium', 'Linux', HIDDEN).reach).toEqual([
      `chromium --disable-hid-blocklist "--user-data-dir=$HOME/KeywrightStation/chromium" --no-first-run --no-default-browser-check --app=${ORIGIN}/station`,
    ]);
    expect(fixes('Microsoft Edge', 'Windows', HIDDEN).reach).toEqual([
      `"%ProgramFiles%\\Microsoft\\Edge\\Application\\msedge.exe" --disable-hid-blocklist --do-not-de-elevate --disable-features=AutoDeElevate "--user-data-dir=%ProgramFiles%\\KeywrightStation\\edge" --no-first-run --no-default-browser-check --app=${ORIGIN}/station`,
    ]);
    expect(fixes('Google Chrome', 'macOS', HIDDEN).reach?.[0]).toMatch(
      /^open -n -a "Google Chrome" --args --disable-hid-blocklist /,
    );
  });

  it('sets the one policy that is missing where that takes a line', () => {
    const value = `[{"usages":[{"usage_page":61904,"usage":1}],"urls":["${ORIGIN}"]}]`;
    expect(fixes('Google Chrome', 'Linux', LOST).replug).toEqual([
      'sudo mkdir -p /etc/opt/chrome/policies/managed',
      `echo '{"WebHidAllowDevicesWithHidUsagesForUrls":${value}}' | sudo tee /etc/opt/chrome/policies/managed/keywright-hid.json`,
    ]);
    expect(fixes('Google Chrome', 'Windows', LOST).replug).toEqual([
      `reg add "HKLM\\SOFTWARE\\Policies\\Google\\Chrome" /v WebHidAllowDevicesWithHidUsagesForUrls /t REG_SZ /d "${value.replaceAll('"', '\\"')}" /f`,
    ]);
    expect(fixes('Google Chrome', 'macOS', LOST).replug).toEqual([]);
  });

  it('gives access to a key by what keeps it back on that system', () => {
    expect(fixes('Google Chrome', 'Linux', BLOCKED).key).toContain('sudo udevadm trigger');
    expect(fixes('Google Chrome', 'Windows', BLOCKED).key?.[0]).toContain('--do-not-de-elevate');
    expect(fixes('Google Chrome', 'macOS', BLOCKED).key).toEqual([]);
    expect(fixes('Chromium', 'Linux', BLOCKED).key?.at(-1)).toContain('snap connect chromium');
  });

  it('names the header that the host has to send', () => {
    expect(fixes('Chromium', 'Linux', { unavailable: 'hid_blocked' }).webhid?.[0]).toContain(
      'hid=(self)',
    );
  });

  it('allows the override for this origin where the policy is absent', () => {
    const absent = { override: { refused: 'policyAbsent' } } as const;
    expect(fixes('Google Chrome', 'Windows', absent).override).toEqual([
      `reg add "HKLM\\SOFTWARE\\Policies\\Google\\Chrome\\WebAuthenticationRemoteDesktopAllowedOrigins" /v 7001 /t REG_SZ /d "${ORIGIN}" /f`,
    ]);
  });

  it('is not made for what is in order, for a system that is none, or for a strange origin', () => {
    expect(fixes('Google Chrome', 'Windows', {})).toEqual({});
    expect(fixes('Google Chrome', 'Android', HIDDEN)).toEqual({});
    expect(fixes('Google Chrome', 'Windows', HIDDEN, 'https://a.example"&calc')).toEqual({});
  });
});
