import type { Page } from '@playwright/test';

/** How software keys are to look, in place of what they are. */
interface KeyLooks {
  /** The system does not let the browser open them. */
  readonly isBlocked?: boolean;
}

/** Software keys no longer say that they are some: the page takes them for keys of metal. */
export async function passOffAsReal(page: Page, { isBlocked = false }: KeyLooks = {}) {
  const open = isBlocked
    ? ';open=async()=>{throw new DOMException("Failed to open the device.","NotAllowedError")}'
    : '';
  await page.route('**/demo/demo.js', async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const changed = text.replace(/keywrightDemo\s*=\s*(true|!0)/, `keywrightDemo=false${open}`);
    if (changed === text) throw new Error('software keys do not say what they are any more');
    await route.fulfill({ response, body: changed });
  });
}

/** The browser's list of keys, which no test can reach: whoever opens it finds it empty. */
export async function closeListEmpty(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { hid } = navigator as Navigator & { hid?: object };
    if (hid === undefined) return;
    Object.defineProperty(hid, 'requestDevice', { value: () => Promise.resolve([]) });
  });
}

/** The page as it is deployed, with the browser's own WebHID, or with none. */
export async function withoutSoftwareKeys(page: Page, hid: 'own' | 'none' = 'own'): Promise<void> {
  await page.route('**/demo/demo.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: '' }),
  );
  if (hid === 'own') return;
  await page.addInitScript(() => {
    for (const name of ['hid', 'userAgentData']) {
      Object.defineProperty(Navigator.prototype, name, { get: () => undefined });
    }
  });
}

/** The host of the page sends another `Permissions-Policy` with the pages of the station. */
export async function sendPermissionsPolicy(page: Page, origin: string, policy: string) {
  // What a test hands out comes from nowhere, and from there a page may not ask servers on this machine.
  await page.context().grantPermissions(['local-network-access']);
  await page.route(`${origin}/station/**`, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'permissions-policy': policy };
    return route.fulfill({ response, headers });
  });
}
