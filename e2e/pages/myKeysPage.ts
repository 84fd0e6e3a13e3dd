import type { Locator, Page } from '@playwright/test';

/** My keys: the caller's own passkeys, and the PINs that wait for them. */
export class MyKeysPage {
  readonly page: Page;
  readonly showPin: Locator;
  readonly passkeys: Locator;
  readonly dialog: Locator;
  /** The PIN in large figures. */
  readonly pin: Locator;

  constructor(page: Page) {
    this.page = page;
    this.showPin = page.getByRole('button', { name: 'Show PIN' });
    this.passkeys = page
      .locator('section', { has: page.getByRole('heading', { name: 'Your passkeys' }) })
      .getByRole('heading', { level: 3 });
    this.dialog = page.getByRole('dialog');
    this.pin = this.dialog.locator('.text-glance [aria-hidden]');
  }

  async open(origin: string): Promise<void> {
    await this.page.goto(`${origin}/my-keys`);
    await this.page.getByRole('heading', { name: 'Your passkeys' }).waitFor();
  }

  /** Goes through the confirmation. @returns the PIN that is shown now */
  async revealPin(): Promise<string> {
    await this.showPin.click();
    await this.dialog.getByRole('button', { name: 'Show it now' }).click();
    return this.pin.innerText();
  }

  async hideNow(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Hide it now' }).click();
  }
}
