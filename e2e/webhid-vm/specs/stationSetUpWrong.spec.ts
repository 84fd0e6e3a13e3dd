import { StationPage } from '#e2e/pages/stationPage.ts';
import { stationMessages as words } from '#web/presentation/messages.station.en.ts';
import { expect, test } from '../machineTest.ts';

// What the page says at a station that lacks one of its parts. A page that checks a station belongs here, too.
const WRONG = [
  { what: 'the policy but not the switch', policy: true, startFile: false },
  { what: 'the switch but not the policy', policy: false, startFile: true },
] as const;

for (const { what, ...start } of WRONG) {
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

/** Runs in the page. */
async function seenKeys(): Promise<number> {
  const { hid } = navigator as Navigator & { hid: { getDevices(): Promise<unknown[]> } };
  return (await hid.getDevices()).length;
}
