import type { Locator, Page } from '@playwright/test';

/** *Approvals*: what waits for a decision, and what one asked for oneself. */
export class ApprovalsPage {
  readonly page: Page;
  readonly toDecide: Locator;
  readonly own: Locator;

  constructor(page: Page) {
    this.page = page;
    this.toDecide = page.getByRole('region', { name: 'To decide' });
    this.own = page.getByRole('region', { name: 'What you asked for' });
  }

  /** The newest one that waits for this person. */
  get request(): Locator {
    return this.toDecide.getByRole('article').first();
  }

  async approve(): Promise<void> {
    await this.request.getByRole('button', { name: 'Approve', exact: true }).click();
  }

  async refuse(reason: string): Promise<void> {
    await this.request.getByRole('textbox', { name: 'Your reason' }).fill(reason);
    await this.request.getByRole('button', { name: 'Refuse', exact: true }).click();
  }
}
