import type { Locator, Page } from '@playwright/test';

/** People: a search whose results open a person's page. */
export class PeoplePage {
  readonly page: Page;
  readonly search: Locator;
  readonly results: Locator;
  /** How many were found, nobody, or the help. */
  readonly status: Locator;

  constructor(page: Page) {
    this.page = page;
    this.search = page.getByRole('combobox', { name: 'Person' });
    this.results = page.getByRole('option');
    this.status = page.getByRole('main').getByRole('status');
  }

  async open(origin: string): Promise<void> {
    await this.page.goto(`${origin}/people`);
    await this.search.waitFor();
  }

  async pick(name: string, query = name): Promise<void> {
    await this.search.fill(query);
    await this.results.filter({ hasText: name }).first().click();
    await this.page.getByRole('heading', { name, level: 1 }).waitFor();
  }
}
