import type { Locator, Page } from '@playwright/test';

/** *Remove keys*: choosing, starting, stopping, and what became of each key. */
export class RemovalsPage {
  readonly page: Page;
  readonly list: Locator;
  readonly stop: Locator;
  /** The rows of the table of keys, without its heading. */
  readonly keys: Locator;
  readonly main: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('list', { name: 'Removals, newest first' });
    this.stop = page.getByRole('button', { name: 'Stop', exact: true });
    this.keys = page.getByRole('table').locator('tbody').getByRole('row');
    this.main = page.getByRole('main');
  }

  /** From the list to the page that shows which keys would go. */
  async choosePeople(people: readonly string[], reason: string): Promise<void> {
    await this.page.getByRole('link', { name: 'Choose keys' }).click();
    await this.page.getByRole('textbox', { name: 'People' }).fill(people.join('\n'));
    await this.page.getByRole('textbox', { name: 'Why' }).fill(reason);
    await this.page.getByRole('button', { name: 'Show the keys' }).click();
    await this.page.getByRole('heading', { level: 1, name: reason }).waitFor();
  }

  async start(count: number): Promise<void> {
    await this.page.getByRole('button', { name: `Remove ${count} keys…` }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
  }
}
