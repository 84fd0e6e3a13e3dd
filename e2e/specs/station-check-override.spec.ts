import { chromium, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '#e2e/harness/chromium.ts';
import type { Stack } from '#e2e/harness/stack.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationCheckPage } from '#e2e/pages/stationCheckPage.ts';
import { sendPermissionsPolicy } from './browserStandIns.ts';
import { checkScreen } from './checkScreen.ts';
import { expect, test } from './fixtures.ts';

test.describe.configure({ timeout: 120_000 });

/** What a browser gives its pages' processes once the policy is set: from then on they know the extension. */
const POLICY_IS_SET = '--webauthn-remote-desktop-support';

async function askOverride(page: Page, stack: Stack) {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator, '/station/check');
  const check = new StationCheckPage(page);
  await check.press('Ask the browser');
  return check.probe('Acting for Microsoft’s sign-in');
}

test('Chromium without the policy refuses to act for Microsoft’s sign-in', async ({
  page,
  stack,
}) => {
  const answer = await askOverride(page, stack);
  await expect(answer).toContainText('Not allowed: no policy');
  await expect(answer.getByRole('figure')).toContainText(
    'WebAuthenticationRemoteDesktopAllowedOrigins',
  );
  await answer.scrollIntoViewIfNeeded();
  await checkScreen(page, 'station-check-override-refused');
});

test('Chromium with a policy that does not permit this origin refuses in other words', async ({
  stack,
}) => {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_ARGS, POLICY_IS_SET],
  });
  try {
    const answer = await askOverride(await browser.newPage(), stack);
    await expect(answer).toContainText('Not allowed: policy without effect here');
  } finally {
    await browser.close();
  }
});

test('Chromium refuses where the host of the page forbids making passkeys', async ({
  page,
  stack,
}) => {
  const policy = 'hid=(self), publickey-credentials-create=()';
  await sendPermissionsPolicy(page, stack.pageOrigin, policy);
  const answer = await askOverride(page, stack);
  await expect(answer).toContainText('Not allowed by the host of this page');
  await expect(answer.getByRole('figure')).toContainText('publickey-credentials-create=(self)');
});

test('a browser that goes on to its dialog is asked no further than that', async ({
  page,
  stack,
}) => {
  await page.addInitScript(() => {
    const own = navigator.credentials.create.bind(navigator.credentials);
    navigator.credentials.create = (options: CredentialCreationOptions = {}) => {
      const { extensions } = options.publicKey ?? {};
      if (!extensions || !('remoteDesktopClientOverride' in extensions)) return own(options);
      return new Promise((_, reject) => {
        options.signal?.addEventListener('abort', () => reject(options.signal?.reason as Error));
      });
    };
  });
  const answer = await askOverride(page, stack);
  await expect(answer).toContainText('Allowed');
  await expect(answer).toContainText('would make a passkey for login.microsoft.com');
});
