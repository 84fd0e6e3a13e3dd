import type { Locator, Page } from '@playwright/test';

/** People of the emulated tenant's staff list that journeys sign in as. */
export const PEOPLE = {
  admin: 'Adele Vance',
  operator: 'Omar Haddad',
  auditor: 'Priya Raman',
  holder: 'Lee Gu',
} as const;

/** The way in: the page's own first screen and the tenant's list of people behind it. */
export class SignInPage {
  readonly page: Page;
  /** The page's own button. */
  readonly signIn: Locator;
  readonly navigation: Locator;
  readonly failure: Locator;
  /** On the tenant's page. */
  readonly withPasskey: Locator;

  constructor(page: Page) {
    this.page = page;
    this.signIn = page.getByRole('button', { name: 'Sign in', exact: true });
    this.navigation = page.getByRole('navigation', { name: 'Pages' });
    this.failure = page.getByRole('alert');
    this.withPasskey = page.getByRole('link', { name: 'Sign in with a passkey' });
  }

  /** Opens the page and goes through the tenant's sign-in, up to the first screen with navigation. */
  async signInAs(origin: string, name: string, path = '/'): Promise<void> {
    await this.page.goto(`${origin}${path}`);
    await this.signIn.click();
    await this.pick(name);
    await this.navigation.waitFor();
  }

  /** One person of the tenant's list. */
  person(name: string): Locator {
    return this.page.getByRole('button', { name });
  }

  async pick(name: string): Promise<void> {
    await this.person(name).click();
  }

  /** Entries of the navigation, in their order. */
  pages(): Promise<string[]> {
    return this.navigation.getByRole('link').allInnerTexts();
  }

  async open(entry: 'Station' | 'People' | 'My keys'): Promise<void> {
    await this.navigation.getByRole('link', { name: entry }).click();
  }

  async chooseTheme(theme: 'As the system' | 'Light' | 'Dark'): Promise<void> {
    await this.page.getByRole('button', { name: 'Theme' }).click();
    await this.page.getByRole('button', { name: theme }).click();
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Account' }).click();
    await this.page.getByRole('button', { name: 'Sign out' }).click();
  }
}
