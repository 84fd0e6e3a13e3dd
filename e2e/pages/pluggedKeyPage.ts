import type { Locator, Page } from '@playwright/test';

/** *The key in my hand*: what is plugged in, its PIN, what is on it. */
export class PluggedKeyPage {
  readonly page: Page;
  /** What the key says of itself. */
  readonly card: Locator;
  readonly dialog: Locator;
  readonly pin: Locator;
  readonly show: Locator;
  readonly changePin: Locator;
  readonly setPin: Locator;
  readonly erase: Locator;

  constructor(page: Page) {
    this.page = page;
    this.card = page.getByRole('region', { name: 'This key' });
    this.dialog = page.getByRole('dialog');
    this.pin = page.getByRole('main').getByLabel('PIN', { exact: true });
    this.show = page.getByRole('button', { name: 'Show what is on it' });
    this.changePin = page.getByRole('button', { name: 'Change the PIN…' });
    this.setPin = page.getByRole('button', { name: 'Set a PIN…' });
    this.erase = page.getByRole('button', { name: 'Erase this key…' });
  }

  /** A fact of the card, by its name. */
  fact(name: string): Locator {
    const term = this.card.locator('dt').filter({ hasText: new RegExp(`^${name}$`) });
    return term.locator('xpath=following-sibling::dd');
  }

  said(text: string): Locator {
    return this.page.getByRole('status').filter({ hasText: text });
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  async unlock(pin: string): Promise<void> {
    await this.pin.fill(pin);
    await this.show.click();
  }

  /** Fills the dialog that changes the PIN. */
  async typePins(current: string | null, next: string, again = next): Promise<void> {
    if (current !== null) await this.dialog.getByLabel('Current PIN').fill(current);
    await this.dialog.getByLabel('New PIN').fill(next);
    await this.dialog.getByLabel('The same PIN again').fill(again);
  }
}
