import type { Locator, Page } from '@playwright/test';

/** The first step of a batch: three ways in, one list, its filters and what is known of one person. */
export class BatchPeoplePage {
  readonly page: Page;
  readonly groupSearch: Locator;
  readonly personSearch: Locator;
  readonly results: Locator;
  readonly list: Locator;
  readonly file: Locator;
  readonly grid: Locator;
  readonly rows: Locator;
  readonly find: Locator;
  readonly details: Locator;
  readonly chosen: Locator;

  constructor(page: Page) {
    this.page = page;
    this.groupSearch = page.getByRole('combobox', { name: 'Group' });
    this.personSearch = page.getByRole('combobox', { name: 'Person' });
    this.results = page.getByRole('option');
    this.list = page.getByLabel('List of people');
    this.file = page.getByLabel('Choose a file');
    this.grid = page.getByRole('grid', { name: 'People of this batch' });
    this.rows = this.grid.locator('tbody').getByRole('row');
    this.find = page.getByLabel('Find on the list');
    this.details = page.getByRole('region', { name: 'About this person' });
    this.chosen = page.getByText(/gets? a key( yet)?$/).last();
  }

  async way(name: 'From a group' | 'From a list' | 'One by one'): Promise<void> {
    await this.page.getByText(name, { exact: true }).click();
  }

  row(name: string): Locator {
    return this.rows.filter({ hasText: name });
  }

  filter(name: string): Locator {
    return this.page.getByRole('group', { name: 'Show' }).getByRole('button', { name });
  }

  /** Narrows the list to one person: rows out of sight do not exist. */
  async look(name: string): Promise<Locator> {
    await this.find.fill(name);
    return this.row(name);
  }

  async addGroup(name: string): Promise<void> {
    await this.way('From a group');
    await this.groupSearch.fill(name);
    await this.results.filter({ hasText: name }).first().click();
  }

  async paste(text: string): Promise<void> {
    await this.way('From a list');
    await this.list.fill(text);
    await this.page.getByRole('button', { name: /^Add \d/ }).click();
  }

  /** Everybody on the list has been checked. */
  async checked(): Promise<void> {
    await this.page.getByText(/, all checked$/).waitFor();
  }
}
