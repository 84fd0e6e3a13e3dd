import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { KeyRack } from '#e2e/authenticator/keyRack.ts';
import { BatchPage } from '#e2e/pages/batchPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';

const ALIASES = ['sofia.rossi', 'jean.dupont', 'olena.shevchenko', 'zeynep.yilmaz', 'thabo.nkosi'];
/** High enough for every tile. */
const VIEWPORT = { width: 1280, height: 1000 };
const FIRST_SERIAL = 24_000_001;

/** Takes the picture of a batch at work: one key done, the others wait for their touch, one is not on the list. */
export async function takeBatch(
  page: Page,
  origin: string,
  rack: KeyRack,
  folder: string,
): Promise<void> {
  await page.setViewportSize(VIEWPORT);
  await new SignInPage(page).signInAs(origin, PEOPLE.admin, '/batch');
  const batch = new BatchPage(page);
  const lines = ALIASES.map((alias, index) => `${alias}@contoso.example;${FIRST_SERIAL + index}`);
  await batch.make(origin, ['upn;serial', ...lines]);
  await batch.start();
  const keys = ALIASES.map((_, index) => {
    const id = rack.add('yubikey5', { serial: FIRST_SERIAL + index });
    rack.plug(id);
    return id;
  });
  await batch.tiles
    .getByText('Touch the key')
    .nth(ALIASES.length - 1)
    .waitFor();
  rack.touch(keys[0] ?? '');
  await batch.tile(String(FIRST_SERIAL)).state.getByText('Done, unplug').waitFor();
  rack.plug(rack.add('yubikey5', { serial: 29_999_999 }));
  await batch.tile('29999999').state.getByText('Not used').waitFor();
  // The drawer would lie over the tiles, and nothing is hovered over in a picture.
  await page.locator('.kw-drawer').evaluate((drawer) => drawer.remove());
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, 'batch.png'), animations: 'disabled' });
}
