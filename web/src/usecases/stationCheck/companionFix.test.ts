import { describe, expect, it } from 'vitest';
import { assessStation } from './assessStation.ts';
import { companionFix } from './companionFix.ts';
import type { CompanionFacts } from './stationFacts.ts';
import { testBrowser, testFacts } from './testing/facts.ts';

const ORIGIN = 'https://keys.example.com';
const ID = 'ofkapkiapionccfofjhnpdejpaincgnb';
const MISSING = { refused: 'extension_missing' } as const;
const OTHER_PAGES = { refused: 'extension_origin_refused' } as const;
const WITHDRAWN = { refused: 'extension_host_withdrawn' } as const;

function fix(brand: string, platform: string, companion: CompanionFacts, id = ID, origin = ORIGIN) {
  const facts = testFacts({ browser: testBrowser(brand, platform), companion });
  return companionFix(assessStation(facts), origin, id);
}

describe('the fix of the companion extension', () => {
  it('installs it and names the page, each by a policy of its own', () => {
    const folder = '/etc/opt/chrome/policies/managed';
    expect(fix('Google Chrome', 'Linux', MISSING)).toEqual([
      `sudo mkdir -p ${folder}`,
      `echo '{"ExtensionInstallForcelist":["${ID};${ORIGIN}/ext/update.xml"]}' | sudo tee ${folder}/keywright-extension.json`,
      `echo '{"3rdparty":{"extensions":{"${ID}":{"origins":["${ORIGIN}"]}}}}' | sudo tee ${folder}/keywright-extension-pages.json`,
    ]);
    const key = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Edge';
    expect(fix('Microsoft Edge', 'Windows', MISSING)).toEqual([
      `reg add "${key}\\ExtensionInstallForcelist" /v 7001 /t REG_SZ /d "${ID};${ORIGIN}/ext/update.xml" /f`,
      `reg add "${key}\\3rdparty\\extensions\\${ID}\\policy\\origins" /v 7001 /t REG_SZ /d "${ORIGIN}" /f`,
    ]);
    expect(fix('Google Chrome', 'macOS', MISSING)).toEqual([]);
  });

  it('names the page alone where the extension is there for others', () => {
    const lines = fix('Chromium', 'Linux', OTHER_PAGES);
    expect(lines.join('\n')).toContain(
      '/etc/chromium/policies/managed/keywright-extension-pages.json',
    );
    expect(lines.join('\n')).not.toContain('ExtensionInstallForcelist');
  });

  it('leads to where it is updated and where its access is given back', () => {
    expect(fix('Google Chrome', 'macOS', WITHDRAWN)).toEqual([`chrome://extensions/?id=${ID}`]);
    expect(fix('Microsoft Edge', 'Windows', { version: '0.1' })).toEqual([
      `edge://extensions/?id=${ID}`,
    ]);
  });

  it('is not made for what is in order, nor of what a shell would read as its own', () => {
    expect(fix('Google Chrome', 'Linux', { version: '1.0.0' })).toEqual([]);
    expect(fix('Google Chrome', 'Android', MISSING)).toEqual([]);
    expect(fix('Google Chrome', 'Linux', MISSING, `a'; id; '`)).toEqual([]);
    expect(fix('Google Chrome', 'Linux', MISSING, ID, 'https://a.example"&calc')).toEqual([]);
  });
});
