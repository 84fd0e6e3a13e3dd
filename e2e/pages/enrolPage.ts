import type { Locator, Page } from '@playwright/test';

/** The page of somebody who was invited, from its first words to the proven key. */
export class EnrolPage {
  readonly page: Page;
  readonly signIn: Locator;
  readonly begin: Locator;
  readonly newPin: Locator;
  readonly samePin: Locator;
  readonly setPin: Locator;
  readonly rules: Locator;
  /** Once the key is ready. */
  readonly tryIt: Locator;
  readonly progress: Locator;

  constructor(page: Page) {
    this.page = page;
    this.signIn = page.getByRole('button', { name: 'Sign in with the access pass' });
    this.begin = page.getByRole('button', { name: 'Set up this key' });
    this.newPin = page.getByLabel('New PIN');
    this.samePin = page.getByLabel('The same PIN again');
    this.setPin = page.getByRole('button', { name: 'Set the PIN' });
    this.tryIt = page.getByRole('button', { name: 'Try it: sign in with the key' });
    this.progress = page.getByRole('region', { name: 'How far it is' });
    this.rules = this.progress.getByRole('listitem').filter({ hasText: /: (met|not yet)$/ });
  }

  async open(origin: string): Promise<void> {
    await this.page.goto(`${origin}/enrol`);
  }

  /** At the tenant's sign-in page. */
  async signInWithPass(userName: string, pass: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'User name' }).fill(userName);
    await this.page.getByLabel('Access pass').fill(pass);
    await this.page.getByRole('button', { name: 'Sign in with the pass' }).click();
  }

  /** Counts from now on, until the page is loaded again. @returns what says how many there were. */
  async countClicks(): Promise<() => Promise<number>> {
    await this.page.evaluate(() => {
      const { dataset } = document.documentElement;
      dataset['clicks'] = '0';
      addEventListener(
        'pointerdown',
        () => {
          dataset['clicks'] = String(Number(dataset['clicks']) + 1);
        },
        { capture: true },
      );
    });
    return async () =>
      Number(await this.page.evaluate(() => document.documentElement.dataset['clicks']));
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { name });
  }
}
