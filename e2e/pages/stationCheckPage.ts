import type { Locator, Page } from '@playwright/test';

/** *Station check*: the verdict with the next thing to do, then a line for each probe. */
export class StationCheckPage {
  readonly page: Page;
  readonly heading: Locator;
  readonly banner: Locator;
  readonly verdict: Locator;
  readonly again: Locator;
  readonly showList: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { name: 'Station check', level: 1 });
    this.banner = page.getByRole('region', { name: 'Station check' });
    this.verdict = this.banner.getByRole('status');
    this.again = page.getByRole('button', { name: 'Check again' });
    this.showList = this.banner.getByRole('button', { name: 'Show the browser’s list…' });
  }

  /** A line by the beginning of its title. */
  probe(title: string): Locator {
    const heading = this.page.getByRole('heading', {
      name: new RegExp(`^${title}`),
      level: 3,
    });
    return this.page.getByRole('listitem').filter({ has: heading });
  }

  /** What a person may say of a list in which nothing was chosen. */
  answer(words: string): Locator {
    return this.banner.getByRole('button', { name: words });
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name }).click();
  }
}
