import type { Locator, Page } from '@playwright/test';

/** What people do about their own keys: on My keys, and on the page that the notices link to. */
export class OwnKeysPage {
  readonly page: Page;
  readonly dialog: Locator;
  /** One card each of what was done to a key. */
  readonly events: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
    this.events = page.getByRole('main').getByRole('listitem');
  }

  /** The card of a key, by what stands on it. */
  card(name: string): Locator {
    return this.page
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('heading', { name, level: 3 }) });
  }

  async ask(name: string, what: 'I lost it…' | 'Remove…' | 'Rename…'): Promise<void> {
    await this.card(name).getByRole('button', { name: what }).click();
  }

  answer(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  get understood(): Locator {
    return this.dialog.getByRole('checkbox', { name: 'I know that I may be locked out' });
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close' }).last().click();
  }
}
