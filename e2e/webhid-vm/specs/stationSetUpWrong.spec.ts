import type { Page } from '@playwright/test';
import { StationCheckPage } from '#e2e/pages/stationCheckPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { stationMessages as words } from '#web/presentation/messages.station.en.ts';
import { stationCheckMessages as checkWords } from '#web/presentation/messages.stationCheck.en.ts';
import { linesOfFix, openListAndClose } from '../clients/browserList.ts';
import { asAdministrator } from '../machine/guestStation.ts';
import { expect, test } from '../machineTest.ts';

// A station that lacks one of its parts: the Station sees no key, the station check says what is missing, and what it
// says to type is what mends it.
const WITHOUT_SWITCH = { policy: true, startFile: false } as const;
const WITHOUT_POLICY = { policy: false, startFile: true } as const;
const { keyListed: LISTED, keyNotListed: NOT_LISTED } = checkWords.answers;
const POLICY_OF_FIX = '/etc/chromium/policies/managed/keywright-hid.json';

for (const [what, start] of [
  ['the policy but not the switch', WITHOUT_SWITCH],
  ['the switch but not the policy', WITHOUT_POLICY],
] as const) {
  test(`with ${what} the page sees no key and asks for one`, async ({
    browserOf,
    place,
    rack,
    kernelKeys,
  }) => {
    const { page } = await browserOf(start);
    const station = new StationPage(page);
    await station.open(place.stack.pageOrigin);
    const id = rack.add('yubikey5', { touch: 'immediate' });
    rack.plug(id);
    await kernelKeys.settled();
    await expect(page.getByText(words.emptyTitle)).toBeVisible();
    await expect(page.getByRole('button', { name: words.choose })).toBeEnabled();
    expect(await page.evaluate(seenKeys)).toBe(0);
    expect(rack.key(id).snapshot().requests).toEqual([]);
  });
}

test('without the switch the station check says so, and the line that it gives starts a station', async ({
  browserOf,
  place,
  rack,
  kernelKeys,
}) => {
  rack.plug(rack.add('yubikey5', { touch: 'immediate' }));
  await kernelKeys.settled();
  const { page } = await browserOf(WITHOUT_SWITCH);
  const check = await openCheck(page, place.stack.pageOrigin);
  await expect(check.verdict).toContainText('Plug in a security key');
  await openListAndClose(page, () => check.showList.click(), check.answer(NOT_LISTED));
  await check.answer(NOT_LISTED).click();
  await expect(check.verdict).toContainText('Not ready');
  const reach = check.probe('Keys that the browser shows');
  await expect(reach).toContainText('It hides keys from this page');
  const [line = ''] = await linesOfFix(reach);
  expect(line).toContain('--disable-hid-blocklist');

  const mended = await browserOf({ ...WITHOUT_SWITCH, startFile: line });
  await expectReady(await openCheck(mended.page, place.stack.pageOrigin));
});

test('without the policy the station check says so, and the lines that it gives set it', async ({
  browserOf,
  place,
  rack,
  kernelKeys,
  agent,
  guestStation,
}) => {
  rack.plug(rack.add('yubikey5', { touch: 'immediate' }));
  await kernelKeys.settled();
  const { page } = await browserOf(WITHOUT_POLICY);
  const check = await openCheck(page, place.stack.pageOrigin);
  await expect(check.verdict).toContainText('Plug in a security key');
  await openListAndClose(page, () => check.showList.click(), check.answer(LISTED));
  await check.answer(LISTED).click();
  await expect(check.verdict).toContainText('Ready for single keys');
  const replug = check.probe('Keys come back by themselves');
  await expect(replug).toContainText('The policy that grants keys to this page is missing');
  const lines = await linesOfFix(replug);
  expect(lines.join('\n')).toContain('WebHidAllowDevicesWithHidUsagesForUrls');

  try {
    await asAdministrator(agent, lines);
    const mended = await browserOf({ ...WITHOUT_POLICY, startFile: guestStation.start });
    await expectReady(await openCheck(mended.page, place.stack.pageOrigin));
  } finally {
    await agent.remove(POLICY_OF_FIX);
  }
});

async function openCheck(page: Page, origin: string): Promise<StationCheckPage> {
  await page.goto(`${origin}/station/check`);
  const check = new StationCheckPage(page);
  await expect(check.heading).toBeVisible();
  return check;
}

/** Switch and policy are there: the key is seen and read without anybody choosing it. */
async function expectReady(check: StationCheckPage): Promise<void> {
  await expect(check.probe('Keys that the browser shows')).toContainText('It shows keys');
  await expect(check.probe('A key that answers')).toContainText('It answers');
  await expect(check.verdict).toContainText('One test is left');
}

/** Runs in the page. */
async function seenKeys(): Promise<number> {
  const { hid } = navigator as Navigator & { hid: { getDevices(): Promise<unknown[]> } };
  return (await hid.getDevices()).length;
}
