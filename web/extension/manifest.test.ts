import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  EXTENSION_VERSION,
  extensionDeployment,
  isExtensionTooOld,
  PINNED_EXTENSION_ID,
} from '#web/usecases/ways/companionExtension.ts';

const read = async (name: string) =>
  JSON.parse(await readFile(new URL(name, import.meta.url), 'utf8'));

/** Chrome's: the first half of the SHA-256 of the public key, its digits as letters from a to p. */
function idOf(key: string): string {
  const digits = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return [...digits].map((digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('');
}

describe('the extension’s manifest', () => {
  it('asks for login.microsoft.com, scripts and its settings, and for nothing else', async () => {
    const manifest = await read('manifest.json');
    expect(manifest.host_permissions).toEqual(['https://login.microsoft.com/*']);
    expect(manifest.permissions).toEqual(['scripting', 'storage']);
    expect(Object.keys(manifest)).not.toContain('optional_permissions');
    expect(Object.keys(manifest)).not.toContain('content_scripts');
  });

  it('lets no code in from elsewhere', async () => {
    const { content_security_policy } = await read('manifest.json');
    expect(content_security_policy.extension_pages).toContain("default-src 'none'");
    expect(content_security_policy.extension_pages).not.toMatch(/unsafe|http|data:/);
  });

  it('has the id and the version that the page knows', async () => {
    const { key, version } = await read('manifest.json');
    expect(idOf(key)).toBe(PINNED_EXTENSION_ID);
    expect(version).toBe(EXTENSION_VERSION);
    expect(isExtensionTooOld(version)).toBe(false);
  });

  it('serves nobody before it was set up', async () => {
    expect(await read('origins.json')).toEqual([]);
  });
});

describe('what an administrator is given', () => {
  it('is a line for the force list, settings, and an update manifest', () => {
    const given = extensionDeployment('https://keywright.example', 'a'.repeat(32));
    expect(given.forcelistLine).toBe(`${'a'.repeat(32)};https://keywright.example/ext/update.xml`);
    expect(JSON.parse(given.managedSettings)).toEqual({ origins: ['https://keywright.example'] });
    expect(given.updateManifest).toContain(
      `codebase="https://keywright.example/ext/keywright.crx" version="${EXTENSION_VERSION}"`,
    );
  });

  it('cannot be broken out of by an id', () => {
    expect(extensionDeployment('https://a.example', '"<&').updateManifest).toContain(
      '"&quot;&lt;&amp;"',
    );
  });
});
