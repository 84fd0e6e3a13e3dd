import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import type { KeyRack } from '#e2e/authenticator/keyRack.ts';
import type { Stack } from '#e2e/harness/stack.ts';
import type { KeyTile } from '#e2e/pages/keyTile.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import type { Enrolment } from '#shared/api/index.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import type { DeskDatabase } from './deskDatabase.ts';
import { createDeskKey, type DeskKey, type DeskKeyOptions } from './deskKey.ts';
import { type SecretSearch, watchForSecrets } from './secretSearch.ts';
import { readTruth, type Truth } from './truth.ts';

/** A person of the tenant, as its control calls show them. */
export interface Holder {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
}

/** What a desk is made of. */
export interface DeskParts {
  readonly page: Page;
  readonly stack: Stack;
  readonly rack: KeyRack;
  readonly database: DeskDatabase;
  readonly holder: Holder;
  /** The file that turns the backend's clock. */
  readonly clockFile: string;
}

const ADMIN = 'adele.vance@contoso.example';
const AUDITOR = 'priya.raman@contoso.example';

/** One test's place: a person to enrol for, keys, the page, and every way to see what is true behind it. */
export class Desk {
  readonly page: Page;
  readonly stack: Stack;
  readonly rack: KeyRack;
  readonly database: DeskDatabase;
  readonly holder: Holder;
  readonly station: StationPage;
  readonly secrets: SecretSearch;
  readonly #parts: DeskParts;
  #output = '';

  constructor(parts: DeskParts) {
    const { page, stack, rack, database, holder } = parts;
    this.#parts = parts;
    this.page = page;
    this.stack = stack;
    this.rack = rack;
    this.database = database;
    this.holder = holder;
    this.station = new StationPage(page);
    this.secrets = watchForSecrets(page);
  }

  /** The same desk seen from another page. */
  at(page: Page): Desk {
    return new Desk({ ...this.#parts, page });
  }

  /** The first tile. */
  get tile(): KeyTile {
    return this.station.tile();
  }

  /** A key that is plugged in. */
  plug(model = 'yubikey5', options: DeskKeyOptions = {}): DeskKey {
    const key = createDeskKey(this.rack, model, options);
    key.plug();
    return key;
  }

  /** A key that is not plugged in yet. */
  lay(model = 'yubikey5', options: DeskKeyOptions = {}): DeskKey {
    return createDeskKey(this.rack, model, options);
  }

  /** Opens the Station for a person and a profile. */
  async open(profile = 'new-colleague', holder = this.holder): Promise<void> {
    const query = new URLSearchParams({ for: holder.id, profile });
    await this.page.goto(`${this.stack.pageOrigin}/station?${query}`);
    await this.station.holder.getByRole('link', { name: 'All about their passkeys' }).waitFor();
  }

  /** Begins an enrolment past the page; it waits for any key. */
  async startWithoutKey(profileId = 'new-colleague'): Promise<void> {
    await this.call(ADMIN, 'POST', '/enrolments', { userId: this.holder.id, profileId });
  }

  /** Opens the Station and presses Enrol on the one key there. */
  async enrol(profile?: string, holder?: Holder): Promise<void> {
    await this.open(profile, holder);
    await this.tile.enrol.click();
  }

  /** Agrees to the erasing; plugs the key in anew where it was there for too long. */
  async erase(key: DeskKey): Promise<void> {
    const { resets } = key.snapshot();
    await this.tile.confirmReset();
    const isAsked = async () => (await this.tile.state.innerText()) === 'Unplug, plug in again';
    await expect.poll(async () => key.snapshot().resets > resets || (await isAsked())).toBe(true);
    if (key.snapshot().resets === resets) key.replug();
  }

  /** Types a PIN that from now on must be nowhere but on the key. */
  async answerPin(pin: string, purpose: 'new' | 'current'): Promise<void> {
    this.secrets.add(pin);
    await this.tile.answerPin(pin, purpose);
  }

  /** The failure's words are there: what happened, why and what to do now. */
  async expectWords(code: FailureCode, where: Locator = this.tile.root): Promise<void> {
    const { title, cause, next } = describeFailure(code);
    await expect(where).toContainText(title);
    await expect(where).toContainText(cause);
    await expect(where).toContainText(next);
    await expect(where).toContainText(`Code ${code}`);
  }

  /** Done on the screen and true behind it: registered, proven, with the PIN that its holder will get. */
  async expectDone(key: DeskKey, holder = this.holder): Promise<Truth> {
    await expect(this.tile.state).toHaveText('Done, unplug', { timeout: 25_000 });
    const truth = await this.truth(key, holder);
    expect(truth.state.end).toEqual({ kind: 'finished' });
    expect(truth.newMethods).toHaveLength(1);
    expect(key.snapshot().credentials.map(({ credentialId }) => credentialId)).toContain(
      truth.credentialId,
    );
    key.settle();
    return truth;
  }

  /**
   * Stopped for good on the screen, with its reason, and nothing of it left in the directory.
   * @param left why a passkey may be left on the key
   */
  async expectTakenBack(
    key: DeskKey,
    code: FailureCode,
    left: FailureCode | null = null,
  ): Promise<Truth> {
    const isWanted = code === 'cancelled';
    const word = isWanted ? 'Cancelled' : 'Stopped';
    await expect(this.tile.state).toHaveText(word, { timeout: 25_000 });
    // Who cancelled knows why.
    if (isWanted) await expect(this.tile.root).toContainText('The key can be enrolled anew.');
    else await this.expectWords(code);
    const truth = await this.truth(key);
    expect(truth.state.end).toEqual({ kind: 'rolledBack', code, left });
    expect(truth.newMethods).toEqual([]);
    key.settle();
    return truth;
  }

  /** Reads journal, directory, escrow and key, and sees that they agree. */
  async truth(key: DeskKey, holder = this.holder): Promise<Truth> {
    return readTruth(this, key, holder);
  }

  async token(person: string): Promise<string> {
    return (await this.stack.tenant.post<{ token: string }>('/tokens', { person })).token;
  }

  /** A call of the API past the page. */
  async call<T>(person: string, method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.stack.backendOrigin}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.token(person)}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return response.json();
  }

  /** The newest enrolment of a person, read by somebody who can change nothing. */
  async enrolment(holder = this.holder): Promise<Enrolment> {
    const { enrolments } = await this.call<{ enrolments: Enrolment[] }>(
      AUDITOR,
      'GET',
      `/enrolments?userId=${holder.id}`,
    );
    const [newest] = enrolments;
    if (newest === undefined) throw new Error('there is no enrolment');
    return newest;
  }

  /** The clocks of backend and tenant run ahead from now on. */
  async turnClock(ms: number): Promise<void> {
    const { clockFile } = this.#parts;
    const turned = Number(await readFile(clockFile, 'utf8')) + ms;
    await writeFile(clockFile, String(turned));
    await this.stack.tenant.post('/advanceClock', { ms });
  }

  /** Everything that any backend of this test has logged. */
  log(): string {
    return this.#output + this.stack.backend.output();
  }

  async restartBackend(how: 'kill' | 'stop'): Promise<void> {
    const old = this.stack.backend;
    await this.stack.restartBackend(how);
    this.#output += old.output();
  }

  /** Nothing secret was logged, and no typed PIN left the page but for the key. */
  expectNoSecretTold(): void {
    expect(this.secrets.knowsToken(), 'a token seen').toBe(true);
    expect(this.secrets.findIn(this.log()), 'in the log of the backend').toEqual([]);
    expect(this.secrets.findIn(this.secrets.console()), 'in the console').toEqual([]);
    expect(this.secrets.sentTo(this.stack.backendOrigin), 'a PIN sent').toBe(false);
  }

  /** Leaves the stack to the next test as it was: no faults, no open enrolment. Clocks never go back. */
  async leave(policy: unknown): Promise<void> {
    this.secrets.stop();
    const { tenant } = this.stack;
    await tenant.delete('/faults');
    await tenant.patch('/policies/fido2', policy);
    const { enrolments } = await this.call<{ enrolments: Enrolment[] }>(
      ADMIN,
      'GET',
      '/enrolments?state=open',
    );
    for (const { id } of enrolments) {
      await this.call(ADMIN, 'POST', `/enrolments/${id}/cancel`, { keyIsLost: true });
    }
  }
}
