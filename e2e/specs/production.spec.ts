import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as plainTest } from '@playwright/test';
import { pageHeaders, redirectPageHeaders } from '#bff/http/pageHeaders.ts';
import { DIST } from '#e2e/harness/dist.ts';
import { freePort } from '#e2e/harness/freePort.ts';
import { startStack } from '#e2e/harness/stack.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { DEMO_IDS } from '#e2e/tenant/options.ts';
import { expect, test } from './fixtures.ts';

test('every path of the page has its headers, and only the redirect page keeps its opener', async ({
  stack,
}) => {
  const connect = { apiOrigin: stack.backendOrigin, loginOrigin: stack.tenantOrigin };
  const [script] = (await readdir(join(DIST.web, 'assets'))).filter((name) => name.endsWith('.js'));
  for (const path of ['/', '/index.html', '/station', '/people/x', `/assets/${script}`]) {
    const { status, headers } = await fetch(`${stack.pageOrigin}${path}`);
    expect(status, path).toBe(200);
    for (const [name, value] of Object.entries(pageHeaders(connect))) {
      if (name === 'Cache-Control' && path.startsWith('/assets/')) continue;
      expect(headers.get(name), `${path} ${name}`).toBe(value);
    }
  }
  const redirect = await fetch(`${stack.pageOrigin}/redirect.html`);
  for (const [name, value] of Object.entries(redirectPageHeaders(connect))) {
    expect(redirect.headers.get(name), name).toBe(value);
  }
  expect(redirect.headers.get('Cross-Origin-Opener-Policy')).toBeNull();
});

test('the API answers the page’s own origin and no other', async ({ stack }) => {
  const ask = (origin: string) =>
    fetch(`${stack.backendOrigin}/api/me`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'GET' },
    });
  const own = await ask(stack.pageOrigin);
  expect(own.headers.get('access-control-allow-origin')).toBe(stack.pageOrigin);
  const other = await ask('http://localhost:1');
  expect(other.headers.get('access-control-allow-origin')).toBeNull();
});

plainTest('the build holds nothing of the demo', async () => {
  const files = await readdir(DIST.web, { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    files
      .filter((entry) => entry.isFile())
      .map(async (entry) => ({
        name: entry.name,
        text: await readFile(join(entry.parentPath, entry.name), 'utf8'),
      })),
  );
  expect(texts.length).toBeGreaterThan(5);
  for (const { name, text } of texts) {
    for (const trace of ['kw-drawer', '/demo/', 'Contoso', 'softwareKey', 'Software keys']) {
      expect(text.includes(trace), `${name} holds “${trace}”`).toBe(false);
    }
    // The one thing the page knows of the demo: that such a key says so itself.
    const mentions = text.match(/keywrightDemo.{0,12}/g) ?? [];
    for (const mention of mentions) expect(mention).toMatch(/^keywrightDemo\s*===?\s*(true|!0)/);
  }
});

plainTest('static hosts get the same headers from their own files', async () => {
  const placeholder = { apiOrigin: '', loginOrigin: 'https://login.microsoftonline.com' };
  const policy = pageHeaders(placeholder)['Content-Security-Policy'] ?? '';
  const app = JSON.parse(await readFile(join(DIST.web, 'staticwebapp.config.json'), 'utf8'));
  const plain = await readFile(join(DIST.web, '_headers'), 'utf8');
  for (const part of policy.split('; ').filter((text) => !/^(connect|frame)-src/.test(text))) {
    expect(app.globalHeaders['Content-Security-Policy']).toContain(part);
    expect(plain).toContain(part);
  }
  expect(app.globalHeaders['Content-Security-Policy']).toContain('login.microsoftonline.com');
  const redirect = app.routes.find(({ route }: { route: string }) => route === '/redirect.html');
  expect(redirect.headers['Cross-Origin-Opener-Policy'] ?? '').toBe('');
  expect(plain).toContain('/redirect.html');
});

plainTest('one process serves page and API on one origin', async ({ page }) => {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const stack = await startStack({
    rack: null,
    drawer: false,
    tenant: { spa: { redirectUris: [`${origin}/redirect.html`] } },
    backend: {
      KEYWRIGHT_PORT: String(port),
      KEYWRIGHT_SERVE_PAGE: DIST.web,
      KEYWRIGHT_ENVIRONMENT_BADGE: 'One host',
    },
  });
  try {
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    page.on('console', (message) => {
      if (/Content Security Policy|Trusted ?Type/i.test(message.text()))
        faults.push(message.text());
    });
    const config = await (await fetch(`${origin}/config.json`)).json();
    expect(config).toMatchObject({ apiOrigin: '', auth: { clientId: DEMO_IDS.spa } });
    const connect = { apiOrigin: '', loginOrigin: stack.tenantOrigin };
    const served = await fetch(`${origin}/station`);
    for (const [name, value] of Object.entries(pageHeaders(connect))) {
      expect(served.headers.get(name), name).toBe(value);
    }
    const redirect = await fetch(`${origin}/redirect.html`);
    expect(redirect.headers.get('Cross-Origin-Opener-Policy')).toBeNull();

    await new SignInPage(page).signInAs(origin, PEOPLE.operator);
    const station = new StationPage(page);
    await station.choosePerson('Megan Bowen', 'bowen');
    await expect(station.holder).toContainText('Has 1 passkey');
    await expect(page.getByText('One host')).toBeVisible();
    expect(faults).toEqual([]);
  } finally {
    await stack.close();
  }
});
