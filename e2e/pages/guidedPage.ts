import type { Locator, Page } from '@playwright/test';

/** The guide to Microsoft's own page, for oneself or at the Station. */
export class GuidedPage {
  readonly page: Page;
  readonly heading: Locator;
  readonly begin: Locator;
  readonly again: Locator;
  /** How it stands, as it is read out. */
  readonly state: Locator;
  readonly steps: Locator;
  readonly microsoft: Locator;
  readonly lookAgain: Locator;
  readonly stop: Locator;
  /** The keys to choose among. */
  readonly keys: Locator;
  readonly thisOne: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { name: 'Register a security key', level: 1 });
    this.begin = page.getByRole('button', { name: 'Begin', exact: true });
    this.again = page.getByRole('button', { name: 'Register another key' });
    this.state = page.getByRole('region', { name: 'Now' }).getByRole('status');
    this.steps = page.getByRole('region', { name: 'What to do' }).getByRole('listitem');
    this.microsoft = page.getByRole('link', { name: 'Open Microsoft’s page' });
    this.lookAgain = page.getByRole('button', { name: 'Look again' });
    this.stop = page.getByRole('button', { name: 'Stop looking' });
    this.keys = page.getByRole('radiogroup', { name: 'New keys' }).getByRole('radio');
    this.thisOne = page.getByRole('button', { name: 'This is it' });
  }

  /** Begins, and waits until the directory is watched. */
  async start(): Promise<void> {
    await this.begin.or(this.again).click();
    await this.state.getByText('Waiting for the new key to appear').waitFor();
  }
}
