import type { Page } from '@playwright/test';
import type { KeyRack } from '#e2e/authenticator/keyRack.ts';
import { StationCheckPage } from '#e2e/pages/stationCheckPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { stationMessages as words } from '#web/presentation/messages.station.en.ts';
import { stationCheckMessages as checkWords } from '#web/presentation/messages.stationCheck.en.ts';
import { linesOfFix, openListAndClose } from '../clients/browserList.ts';
import { asAdministrator } from '../machine/guestStation.ts';
import type { KernelKeys } from '../machine/kernelKeys.ts';
import { expect, test } from '../machineTest.ts';

// A station that lacks one of its parts after the other: the Station sees no key, the station check says what is missing, and
// what it says to type is what mends it.
const WITHOUT_SWITCH = { policy: true, startFile: false } as const;
const POLICY_OF_FIX = '/etc/chromium/policies/managed/keywright-hid.json';

test('without the switch, then without the policy, no key is seen, and the lines of the station check mend both', async ({
  browsers,
  place,
  rack,
  kernelKeys,
  agent,
}) => {
  const { pageOrigin } = place.stack;
  const line = await test.step('the policy is there, the switch is not', async () => {
    const { page } = await browsers.start(WITHOUT_SWITCH);
    await expectNoKey(page, pageOrigin, { rack, kernelKeys });
    const check = await openCheck(page, pageOrigin);
    await lookInTheList(check, 'keyNotListed');
    await expect(check.verdict).toContainText('Not ready');
    const reach = check.probe('Keys that the browser shows');
    await expect(reach).toContainText('It hides keys from this page');
    const [start = ''] = await linesOfFix(reach);
    expect(start).toContain('--disable-hid-blocklist');
    return start;
  });

  const lines =
    await test.step('its line starts a browser with the switch, without the policy', async () => {
      const { page } = await browsers.start({ policy: false, startFile: line });
      await expectNoKey(page, pageOrigin, { rack, kernelKeys });
      const check = await openCheck(page, pageOrigin);
      await lookInTheList(check, 'keyListed');
      await expect(check.verdict).toContainText('Ready for single keys');
      const replug = check.probe('Keys come back by themselves');
      await expect(replug).toContainText('The policy that grants keys to this page is missing');
      const policy = await linesOfFix(replug);
      expect(policy.join('\n')).toContain('WebHidAllowDevicesWithHidUsagesForUrls');
      return policy;
    });

  try {
    await browsers.end();
    await asAdministrator(agent, lines);
    const { page } = await browsers.start({ policy: false, startFile: line });
    await expectKey(await openCheck(page, pageOrigin));
  } finally {
    await agent.remove(POLICY_OF_FIX);
  }
});

/** A key is plugged in, the Station asks for one, and nobody has spoken to it. */
async function expectNoKey(
  page: Page,
  origin: string,
  { rack, kernelKeys }: { readonly rack: KeyRack; readonly kernelKeys: KernelKeys },
): Promise<void> {
  await new StationPage(page).open(origin);
  const id = rack.add('yubikey5', { touch: 'immediate' });
  rack.plug(id);
  await kernelKeys.settled();
  await expect(page.getByText(words.emptyTitle)).toBeVisible();
  await expect(page.getByRole('button', { name: words.choose })).toBeEnabled();
  expect(await page.evaluate(seenKeys)).toBe(0);
  expect(rack.key(id).snapshot().requests).toEqual([]);
}

async function openCheck(page: Page, origin: string): Promise<StationCheckPage> {
  await page.goto(`${origin}/station/check`);
  const check = new StationCheckPage(page);
  await expect(check.heading).toBeVisible();
  return check;
}

/** The person looks into the browser's own list and says what they saw. */
async function lookInTheList(
  check: StationCheckPage,
  saw: keyof typeof checkWords.answers,
): Promise<void> {
  await expect(check.verdict).toContainText('Plug in a security key');
  const answer = check.answer(checkWords.answers[saw]);
  await openListAndClose(check.page, () => check.showList.click(), answer);
  await answer.click();
}

/** Switch and policy are there: the key is seen and read without anybody choosing it. */
async function expectKey(check: StationCheckPage): Promise<void> {
  await expect(check.probe('Keys that the browser shows')).toContainText('It shows keys');
  await expect(check.probe('A key that answers')).toContainText('It answers');
  await expect(check.verdict).toContainText('One test is left');
}

/** Runs in the page. */
async function seenKeys(): Promise<number> {
  const { hid } = navigator as Navigator & { hid: { getDevices(): Promise<unknown[]> } };
  return (await hid.getDevices()).length;
}
