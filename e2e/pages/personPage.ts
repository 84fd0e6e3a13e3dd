import type { Locator, Page } from '@playwright/test';

/** One person: their passkeys, and what stands in the way of another one. */
export class PersonPage {
  readonly page: Page;
  readonly passkeys: Locator;
  /** Why Entra would refuse a key for them. */
  readonly problems: Locator;
  readonly enrol: Locator;

  constructor(page: Page) {
    this.page = page;
    this.passkeys = page.getByRole('main').getByRole('heading', { level: 3 });
    this.problems = page
      .locator('section', { hasText: 'A key cannot be enrolled for this person now' })
      .getByRole('listitem');
    this.enrol = page.getByRole('link', { name: 'Enrol a key for this person' });
  }

  async open(origin: string, userId: string): Promise<void> {
    await this.page.goto(`${origin}/people/${userId}`);
    await this.page.getByRole('heading', { level: 2, name: 'Passkeys' }).waitFor();
  }
}
