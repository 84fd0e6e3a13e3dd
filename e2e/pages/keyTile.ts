import type { Locator, Page } from '@playwright/test';

/** One key at the Station, free or in an enrolment. */
export class KeyTile {
  readonly page: Page;
  readonly root: Locator;
  /** The large word: Ready, Touch the key, Done, unplug, … */
  readonly state: Locator;
  readonly enrol: Locator;
  readonly typePin: Locator;
  readonly erase: Locator;
  readonly tryAgain: Locator;
  readonly startAgain: Locator;
  readonly signIn: Locator;
  readonly failure: Locator;
  readonly steps: Locator;

  constructor(page: Page, root: Locator) {
    this.page = page;
    this.root = root;
    this.state = root.locator('.text-state');
    this.enrol = root.getByRole('button', { name: /^Enrol/ });
    this.typePin = root.getByRole('button', { name: 'Type the PIN…' });
    this.erase = root.getByRole('button', { name: 'Erase…' });
    this.tryAgain = root.getByRole('button', { name: 'Try again' });
    this.startAgain = root.getByRole('button', { name: 'Start again' });
    this.signIn = root.getByRole('button', { name: 'Sign in', exact: true });
    this.failure = root.getByText(/^Code [a-z0-9_]+$/);
    this.steps = root.getByRole('list').first().getByRole('listitem');
  }

  /** A fact under its name, such as Firmware, PIN, Attempts left. */
  fact(name: string): Locator {
    return this.root.locator('dl > div').filter({ hasText: name }).getByRole('definition');
  }

  /** Opens one of the tile's disclosures: What it supports, About this key, Details for support. */
  async disclose(summary: string): Promise<void> {
    await this.root.getByText(summary, { exact: true }).click();
  }

  /** What support gets to see. */
  details(): Locator {
    return this.root.getByRole('textbox', { name: 'Details for support' });
  }

  /** Types a new PIN twice, or the key's own PIN once, and sends it off. */
  async answerPin(pin: string, purpose: 'new' | 'current'): Promise<void> {
    await this.typePin.click();
    const dialog = this.page.getByRole('dialog');
    if (purpose === 'new') {
      await dialog.getByLabel('New PIN').fill(pin);
      await dialog.getByLabel('The same PIN again').fill(pin);
      await dialog.getByRole('button', { name: 'Set the PIN' }).click();
    } else {
      await dialog.getByLabel('PIN', { exact: true }).fill(pin);
      await dialog.getByRole('button', { name: 'Use this PIN' }).click();
    }
  }

  /** Reads the warning and agrees to it. */
  async confirmReset(): Promise<void> {
    await this.erase.click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Erase this key' }).click();
  }

  async cancel(): Promise<void> {
    await this.root.getByRole('button', { name: 'Cancel' }).click();
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: 'Cancel the enrolment' })
      .click();
  }

  /** What is being taken back ends without the key. */
  async giveKeyUp(): Promise<void> {
    await this.root.getByRole('button', { name: 'End it without the key' }).click();
  }

  /** Takes an ended enrolment off the tray. */
  async clear(): Promise<void> {
    await this.root.getByRole('button', { name: 'Clear' }).click();
  }
}
