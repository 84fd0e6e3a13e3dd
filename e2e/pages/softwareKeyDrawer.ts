import type { Locator, Page } from '@playwright/test';

/** The demo's drawer of software keys. */
export class SoftwareKeyDrawer {
  readonly root: Locator;
  readonly keys: Locator;

  constructor(page: Page) {
    this.root = page.getByRole('complementary', { name: 'Software keys of the demo' });
    this.keys = this.root.getByRole('listitem');
  }

  /** One key, by the beginning of its label. */
  key(label: string): Locator {
    return this.keys.filter({ hasText: label });
  }

  plug(label: string): Promise<void> {
    return this.#press(label, 'Plug in');
  }

  unplug(label: string): Promise<void> {
    return this.#press(label, 'Unplug');
  }

  touch(label: string): Promise<void> {
    return this.#press(label, 'Touch');
  }

  remove(label: string): Promise<void> {
    return this.#press(label, 'Remove');
  }

  /** Puts a key of a model into the drawer and plugs it in. */
  async add(label: string): Promise<void> {
    const model = this.root.getByLabel('Model');
    const option = model.locator('option').filter({ hasText: label }).first();
    await model.selectOption((await option.getAttribute('value')) ?? '');
    await this.root.getByRole('button', { name: 'Add key' }).click();
  }

  async #press(label: string, verb: string): Promise<void> {
    await this.key(label).getByRole('button', { name: verb }).click();
  }
}
