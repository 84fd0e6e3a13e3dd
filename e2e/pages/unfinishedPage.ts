import type { Locator, Page } from '@playwright/test';

/** *Unfinished*: a card for each enrolment that is not at its end. */
export class UnfinishedPage {
  readonly page: Page;
  readonly heading: Locator;
  readonly cards: Locator;
  /** The entry in the navigation, with its count. */
  readonly entry: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { name: 'Unfinished', level: 1 });
    this.cards = page.getByRole('list', { name: 'Unfinished' }).getByRole('article');
    this.entry = page
      .getByRole('navigation', { name: 'Pages' })
      .getByRole('link', { name: /^Unfinished/ });
  }

  async open(): Promise<void> {
    await this.entry.click();
    await this.heading.waitFor();
  }

  card(person: string): Locator {
    return this.cards.filter({ hasText: person });
  }

  /** Takes an enrolment up by hand; the page goes on to the Station. */
  async carryOn(person: string): Promise<void> {
    await this.card(person).getByRole('button', { name: 'Carry on at the station' }).click();
  }
}
