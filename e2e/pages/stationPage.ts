import type { Locator, Page } from '@playwright/test';
import { KeyTile } from './keyTile.ts';

/** The Station: at the left for whom and how, at the right a tile for each key. */
export class StationPage {
  readonly page: Page;
  readonly search: Locator;
  readonly results: Locator;
  readonly holder: Locator;
  readonly tiles: Locator;
  readonly dialog: Locator;
  readonly unfinished: Locator;
  /** The live region that reads the state words out. */
  readonly announcements: Locator;
  /** Says that the backend does not answer. */
  readonly offline: Locator;

  constructor(page: Page) {
    this.page = page;
    this.search = page.getByRole('combobox', { name: 'Person' });
    this.results = page.getByRole('option');
    this.holder = page.getByRole('region', { name: 'For whom' });
    this.tiles = page.getByRole('region', { name: 'Security keys' }).getByRole('article');
    this.dialog = page.getByRole('dialog');
    this.unfinished = page.getByRole('region', { name: 'Unfinished' });
    this.announcements = page.getByRole('log');
    this.offline = page.getByText('No connection to Keywright’s backend');
  }

  async open(origin: string): Promise<void> {
    await this.page.goto(`${origin}/station`);
    await this.page.getByRole('heading', { name: 'Station', level: 1 }).waitFor();
  }

  /** Searches for a person and picks the one of this name. */
  async choosePerson(name: string, query = name): Promise<void> {
    await this.search.fill(query);
    await this.results.filter({ hasText: name }).first().click();
    await this.holder.getByRole('link', { name: 'All about their passkeys' }).waitFor();
  }

  async chooseSomeoneElse(): Promise<void> {
    await this.holder.getByRole('button', { name: 'Choose someone else' }).click();
  }

  /** One way of setting a key up, by the beginning of its name. */
  profile(name: string): Locator {
    return this.page.getByRole('radio', { name });
  }

  async chooseProfile(name: string): Promise<void> {
    await this.profile(name).check();
  }

  /** The tile whose text has this, such as a serial number or a holder; the first one without it. */
  tile(text?: string): KeyTile {
    const found = text === undefined ? this.tiles : this.tiles.filter({ hasText: text });
    return new KeyTile(this.page, found.first());
  }

  /** Chooses the person, waits for the key to be read and presses Enrol. */
  async enrol(person: string, tile: KeyTile = this.tile()): Promise<void> {
    await this.choosePerson(person);
    await tile.enrol.click();
  }

  /** Passkeys in the person's card. */
  passkeys(): Locator {
    return this.holder.getByRole('listitem');
  }

  /** One enrolment in the list of unfinished ones. */
  openEnrolment(person: string): Locator {
    return this.unfinished.getByRole('listitem').filter({ hasText: person }).first();
  }

  async carryOn(person: string): Promise<void> {
    await this.openEnrolment(person).getByRole('button', { name: 'Carry on' }).click();
  }

  /** The button of the open dialog. */
  dialogButton(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }
}
