import type { Locator, Page } from '@playwright/test';

/** *Invitations*: the list, and inviting. */
export class InvitationsPage {
  readonly page: Page;
  readonly invite: Locator;
  readonly dialog: Locator;
  readonly people: Locator;
  readonly send: Locator;

  constructor(page: Page) {
    this.page = page;
    this.invite = page.getByRole('link', { name: 'Invite people' });
    this.dialog = page.getByRole('dialog');
    this.people = page.getByRole('list', { name: 'Who' });
    this.send = page.getByRole('button', { name: /^Invite \d+ / });
  }

  async open(): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Pages' })
      .getByRole('link', { name: 'Invitations' })
      .click();
  }

  /** The card of one person. */
  card(name: string): Locator {
    return this.page.getByRole('article').filter({ hasText: name });
  }

  async addOne(query: string, name: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Person' }).fill(query);
    await this.page.getByRole('option', { name }).click();
  }

  async addList(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Or a list' }).fill(text);
    await this.page.getByRole('button', { name: 'Add to the list' }).click();
  }
}
