import type { Locator, Page } from '@playwright/test';
import { BatchPeoplePage } from './batchPeoplePage.ts';
import { KeyTile } from './keyTile.ts';

/** One batch: controls, progress, the keys of this station, the people. */
export class BatchPage {
  readonly page: Page;
  readonly progress: Locator;
  readonly tiles: Locator;
  readonly people: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.progress = page.getByRole('region', { name: 'Done' });
    this.tiles = page.getByRole('region', { name: 'Security keys' }).getByRole('article');
    this.people = page.getByRole('region', { name: 'People' });
    this.dialog = page.getByRole('dialog');
  }

  /** Makes a batch of people by their user principal names, as a list that is pasted. */
  async make(origin: string, upns: readonly string[], options: BatchOptions = {}): Promise<void> {
    await this.page.goto(`${origin}/batch/new`);
    const people = new BatchPeoplePage(this.page);
    await people.paste(upns.join('\n'));
    await people.checked();
    if (options.profile !== undefined) {
      await this.page.getByLabel('Profile').selectOption({ label: options.profile });
    }
    if (options.assignment !== undefined) {
      await this.page.getByRole('radio', { name: options.assignment }).check();
    }
    if (options.mayWait !== undefined) {
      await this.page.getByLabel('How long a key may wait').selectOption(options.mayWait);
    }
    if (options.erases) {
      await this.page.getByRole('checkbox', { name: /Erase used keys/ }).check();
    }
    await this.page.getByRole('button', { name: /^Make a batch/ }).click();
    await this.button('Start here').waitFor();
  }

  /** Start, and the yes to it: the last press of a batch that goes well. */
  async start(): Promise<void> {
    await this.button('Start here').click();
    await this.dialog.getByRole('button', { name: 'Start', exact: true }).click();
    await this.button('Stop here').waitFor();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** The tile whose text has this. */
  tile(text: string): KeyTile {
    return new KeyTile(this.page, this.tiles.filter({ hasText: text }).first());
  }

  /** The row of a person. */
  row(name: string): Locator {
    return this.people.getByRole('row').filter({ hasText: name });
  }

  async skip(name: string, reason: string): Promise<void> {
    await this.row(name).getByRole('button', { name: /^Skip/ }).click();
    await this.dialog.getByLabel('Why').fill(reason);
    await this.dialog.getByRole('button', { name: 'Skip', exact: true }).click();
  }
}

/** How a batch is made. */
export interface BatchOptions {
  readonly profile?: string;
  readonly assignment?: string;
  readonly erases?: boolean;
  /** For its touch. */
  readonly mayWait?: string;
}
