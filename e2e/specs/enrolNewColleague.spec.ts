import { MyKeysPage } from '#e2e/pages/myKeysPage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { expect, test } from './fixtures.ts';
import { openKey } from './openKey.ts';
import { keptBy, recordPage } from './recordPage.ts';

const MAX_KEY_REQUESTS = 16;
const MAX_API_REQUESTS = 10;
const MAX_GRAPH_REQUESTS = 4;
const PIN_INVALID = 0x31;

test('a fresh key is enrolled for a new colleague, who alone gets to see its PIN', async ({
  page,
  context,
  browser,
  stack,
  rack,
}) => {
  const operator = recordPage(page);
  const station = new StationPage(page);
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator);
  const id = rack.add('yubikey5', { serial: 20_481_216 });
  rack.plug(id);
  const tile = station.tile('Serial 20481216');
  await expect(tile.state).toHaveText('Ready');
  await expect(tile.fact('PIN')).toHaveText('None yet');
  await expect(tile.fact('Firmware')).toHaveText(/^\d+\.\d+\.\d+$/);
  await expect(tile.enrol).toBeDisabled();
  await station.choosePerson(PEOPLE.holder, 'lee.gu@');
  await expect(station.holder).toContainText('No passkeys yet');
  const graphBefore = (await graphCalls()).length;
  const callsBefore = operator.calls(stack.backendOrigin).length;
  const requestsBefore = rack.key(id).snapshot().requests.length;

  await tile.enrol.click();
  await expect(tile.state).toHaveText('Touch the key');
  await expect(tile.root).toContainText('Step 3 of 6: Make the passkey');
  await expect.poll(() => rack.key(id).isWaitingForTouch()).toBe(true);
  rack.touch(id);
  await expect(tile.state).toHaveText('Done, unplug');
  await expect(tile.root).toContainText(
    'Lee Gu signs in here, opens My keys and presses Show PIN. Nobody else can see it.',
  );
  await expect(tile.steps).toHaveText(Array(6).fill(/: done$/));
  await expect(station.passkeys()).toContainText(['20481216']);

  expect(rack.key(id).snapshot()).toMatchObject({
    pinSet: true,
    forcePinChange: true,
    minPinLength: 6,
    touches: 1,
    credentials: [{ rpId: 'login.microsoft.com', discoverable: true }],
  });
  expect(await stack.tenant.passkeysOf('lee.gu@contoso.example')).toMatchObject([
    { displayName: expect.stringContaining('20481216') },
  ]);
  const ofEnrolment = operator.calls(stack.backendOrigin).slice(callsBefore);
  const keyRequests = rack.key(id).snapshot().requests.slice(requestsBefore);
  expect(keyRequests.length, keyRequests.join(' ')).toBeLessThanOrEqual(MAX_KEY_REQUESTS);
  const posts = ofEnrolment.filter((call) => call.startsWith('POST'));
  expect(posts.length, ofEnrolment.join('\n')).toBeLessThanOrEqual(MAX_API_REQUESTS);
  const graph = (await graphCalls()).slice(graphBefore);
  expect(graph.length, graph.join('\n')).toBeLessThanOrEqual(MAX_GRAPH_REQUESTS);

  rack.unplug(id);
  await expect(station.tiles).toHaveCount(0);

  const holderContext = await browser.newContext();
  const holderPage = await holderContext.newPage();
  await holderPage.clock.install();
  const myKeys = new MyKeysPage(holderPage);
  await new SignInPage(holderPage).signInAs(stack.pageOrigin, PEOPLE.holder);
  await expect(myKeys.passkeys).toHaveText([/20481216/]);
  const pin = await myKeys.revealPin();
  expect(pin).toMatch(/^\d{8}$/);
  await holderPage.clock.runFor(31_000);
  await expect(myKeys.dialog).toContainText('The PIN is hidden again');
  await expect(holderPage.locator('body')).not.toContainText(pin);
  await myKeys.dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(myKeys.showPin).toHaveCount(0);
  await expect(holderPage.getByText('This PIN was shown')).toBeVisible();
  expect(await keptBy(holderPage, holderContext)).not.toContain(pin);
  await holderPage.reload();
  await expect(holderPage.getByText('This PIN was shown')).toBeVisible();
  await expect(myKeys.showPin).toHaveCount(0);
  await holderContext.close();

  for (const place of [
    await page.content(),
    await keptBy(page, context),
    await operator.everything(),
    stack.backend.output(),
  ]) {
    expect(place.includes(pin), 'the PIN was seen outside the holder’s page').toBe(false);
  }

  await page.close();
  rack.plug(id);
  const opened = await openKey(rack.key(id));
  expect(await opened.changePin('11111112', '904817')).toBe(PIN_INVALID);
  expect(await opened.changePin(pin, '904817')).toBe(0);
  expect(await opened.getToken('904817', 2, 'login.microsoft.com')).toBe(0);

  async function graphCalls(): Promise<string[]> {
    const requests = await stack.tenant.requests();
    return requests
      .filter(({ path, isBatchItem }) => !isBatchItem && /^\/(v1\.0|beta)\//.test(path))
      .map(({ method, path }) => `${method} ${path}`);
  }
});
