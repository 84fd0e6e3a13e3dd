import type { Locator, Page } from '@playwright/test';

/** Profiles: the list, one profile's page, the form, and the import. */
export class ProfilesPage {
  readonly page: Page;
  /** Profiles in use. */
  readonly table: Locator;
  readonly save: Locator;
  /** What keeps a profile from being saved, or that nothing does. */
  readonly saveState: Locator;
  readonly versions: Locator;
  readonly changes: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole('table', { name: 'Profiles in use' });
    this.save = page.getByRole('button', { name: /^Save( as version \d+)?$/ });
    this.saveState = page.locator('form').getByRole('status');
    this.versions = page.locator('section', { hasText: 'Versions' }).getByRole('list').first();
    this.changes = page.getByRole('table', { name: 'Compare' });
    this.dialog = page.getByRole('dialog');
  }

  async openList(): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: 'Profiles' }).click();
    await this.heading('Profiles').waitFor();
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { name, level: 1, exact: true });
  }

  row(name: string): Locator {
    return this.table
      .getByRole('row')
      .filter({ has: this.page.getByRole('link', { name, exact: true }) });
  }

  async open(name: string): Promise<void> {
    await this.page.getByRole('link', { name, exact: true }).click();
    await this.heading(name).waitFor();
  }

  async copy(name: string): Promise<void> {
    await this.page.getByRole('link', { name: `Copy ${name}` }).click();
    await this.field('Name').waitFor();
  }

  async edit(name: string): Promise<void> {
    await this.page.getByRole('link', { name: /^Edit/ }).click();
    await this.heading(`Edit ${name}`).waitFor();
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  /** A choice among a few, or a box to tick, by the beginning of its words. */
  choice(role: 'radio' | 'checkbox', words: string): Locator {
    return this.page.getByRole(role, { name: words });
  }

  /** Everything that is said about one of the profile's members. */
  member(name: string): Locator {
    return this.page.locator(`[data-member="${name}"]`);
  }

  async importText(text: string): Promise<void> {
    await this.page.getByLabel('Or paste its text').fill(text);
  }

  async importFile(name: string, text: string): Promise<void> {
    const file = { name, mimeType: 'application/json', buffer: Buffer.from(text) };
    await this.page.getByLabel('Choose a file').setInputFiles(file);
  }
}
