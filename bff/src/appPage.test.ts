import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageConfig } from '#shared/api/index.ts';
import { ADELE, testApp } from './testApp.ts';
import { testConfig } from './testDeps.ts';

describe('the page, where the backend serves it', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keywright-page-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Keywright</title>');
    writeFileSync(join(folder, 'redirect.html'), '<!doctype html><title>.</title>');
    writeFileSync(join(folder, 'config.json'), '{"of":"the build"}');
    writeFileSync(join(folder, 'assets', 'main-abc123.js'), 'console.log(1);'.repeat(50));
    writeFileSync(join(folder, 'secret.key'), 'marker-51673');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const app = (changes = {}) => testApp({ config: testConfig({ servePage: folder, ...changes }) });

  it('has its headers on every file and the API keeps its own', async () => {
    const { get } = app();
    const page = await get('/');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const redirect = await get('/redirect.html');
    expect(redirect.headers.get('cross-origin-opener-policy')).toBeNull();
    expect(redirect.headers.get('cache-control')).toBe('no-store');
    expect(redirect.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
    const api = await get('/api/me', 'operator');
    expect(api.headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'",
    );
    expect(api.headers.get('cache-control')).toBe('no-store');
  });

  it("gives index.html for the page's own routes", async () => {
    const { get } = app();
    for (const path of ['/', '/station', `/people/${ADELE.id}`]) {
      const response = await get(path);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await response.text()).toContain('Keywright');
    }
  });

  it('lets hashed files be kept, sends them compressed, and says when nothing changed', async () => {
    const path = '/assets/main-abc123.js';
    const { app: page } = app();
    const plain = await page.request(path);
    expect(plain.headers.get('cache-control')).toContain('immutable');
    const etag = plain.headers.get('etag') ?? '';
    const small = await page.request(path, { headers: { 'accept-encoding': 'br, gzip' } });
    expect(small.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(await small.arrayBuffer()).toString()).toBe(await plain.text());
    const same = await page.request(path, { headers: { 'if-none-match': etag } });
    expect([same.status, await same.text()]).toEqual([304, '']);
  });

  it.each([
    '/../secret.key',
    '/secret.key',
    '/assets/../secret.key',
    '/assets/%2e%2e/secret.key',
    '/%2e%2e/%2e%2e/etc/passwd.txt',
    '/assets/missing.js',
    '/api/nothing',
  ])('does not serve %s', async (path) => {
    const response = await app().get(path, 'operator');
    const text = await response.text();
    expect(text).not.toContain('marker-51673');
    expect(response.status).toBe(404);
  });

  it('has its settings from this configuration, not from the build', async () => {
    const response = await app({ environmentBadge: 'TEST' }).get('/config.json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const config = pageConfig.strict().parse(await response.json());
    expect(config).toMatchObject({ apiOrigin: '', environmentBadge: 'TEST' });
    expect(config.auth).toEqual({
      clientId: testConfig().pageClientId,
      authority: `https://login.microsoftonline.com/${testConfig().tenantId}`,
      scope: `api://${testConfig().apiClientId}/access_as_user`,
    });
  });

  it('gets the endpoints of an emulated tenant', async () => {
    const emulated = { loginOrigin: 'http://localhost:4000', isEmulatedTenant: true };
    const { get } = app(emulated);
    const config = pageConfig.parse(await (await get('/config.json')).json());
    expect(config.auth.authority).toBe(`https://localhost:4000/${testConfig().tenantId}`);
    expect(config.auth.knownAuthorities).toEqual(['localhost:4000']);
    const metadata = JSON.parse(config.auth.authorityMetadata ?? '');
    expect(metadata.token_endpoint).toBe(
      `http://localhost:4000/${testConfig().tenantId}/oauth2/v2.0/token`,
    );
    const page = await get('/');
    expect(page.headers.get('content-security-policy')).toContain(
      "connect-src 'self' http://localhost:4000;",
    );
  });
});
