import type { FailureCode } from '#shared/failure/codes.ts';

/**
 * Where somebody on the list stands. `open`: only a reference so far. `waiting`: found, to be checked. `ready`: a key can be
 * enrolled. `hasKeys`: it can, and they have passkeys already. `stopped`: something stands in the way. `unread`: could not be
 * looked up or checked, which says nothing of them.
 */
export const STATUSES = ['open', 'waiting', 'ready', 'hasKeys', 'stopped', 'unread'] as const;
export type Status = (typeof STATUSES)[number];

/** What the check said. */
export interface Verdict {
  readonly problems: readonly FailureCode[];
  /** Models of the passkeys they have; null where no model is known. */
  readonly passkeys: readonly (string | null)[];
}

/** One row, made when it is looked at. */
export interface PersonRow extends Verdict {
  /** The object id; of an open row the reference, in lower case. */
  readonly key: string;
  readonly name: string;
  readonly userPrincipalName: string;
  readonly serial: string | null;
  readonly status: Status;
  /** Taken in although something stands in the way, by somebody's word. */
  readonly isIncluded: boolean;
}

interface Named {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
}

const NO_VERDICT: Verdict = { problems: [], passkeys: [] };
const FIRST_ROOM = 1_024;

/**
 * Everybody on the list, in columns: a hundred thousand people are a few arrays and no object each. Rows are known by their
 * position, which changes when somebody is removed, and by their key, which does not.
 */
export class PeopleTable {
  readonly #position = new Map<string, number>();
  readonly #keys: string[] = [];
  readonly #names: string[] = [];
  readonly #principals: string[] = [];
  readonly #serials = new Map<string, string>();
  readonly #included = new Set<string>();
  #statuses = new Uint8Array(FIRST_ROOM);
  #verdicts = new Uint32Array(FIRST_ROOM);
  /** Few verdicts differ: each is kept once. */
  readonly #verdictList: Verdict[] = [NO_VERDICT];
  readonly #verdictIndex = new Map<string, number>([[JSON.stringify(NO_VERDICT), 0]]);

  get size(): number {
    return this.#keys.length;
  }

  has(key: string): boolean {
    return this.#position.has(key);
  }

  /** False when they are on the list already; a serial number is then added where they had none. */
  addPerson(person: Named, serial: string | null = null): boolean {
    return this.#add(person.id, person.displayName, person.userPrincipalName, serial, 'waiting');
  }

  /** Somebody who is yet to be looked up. */
  addReference(reference: string, serial: string | null): boolean {
    return this.#add(reference.toLowerCase(), reference, '', serial, 'open');
  }

  /** A reference turned out to be this person, who may be on the list already. */
  settleReference(key: string, person: Named): void {
    const at = this.#position.get(key);
    if (at === undefined) return;
    const serial = this.#serials.get(key) ?? null;
    if (person.id !== key && this.#position.has(person.id)) {
      if (serial !== null && !this.#serials.has(person.id)) this.#serials.set(person.id, serial);
      this.remove(new Set([key]));
      return;
    }
    this.#position.delete(key);
    this.#serials.delete(key);
    if (serial !== null) this.#serials.set(person.id, serial);
    this.#position.set(person.id, at);
    this.#keys[at] = person.id;
    this.#names[at] = person.displayName;
    this.#principals[at] = person.userPrincipalName;
    this.#statuses[at] = STATUSES.indexOf('waiting');
  }

  /** What became of a row; one that was removed in the meantime is left alone. */
  setStatus(key: string, status: Status, verdict: Verdict = NO_VERDICT): void {
    const at = this.#position.get(key);
    if (at === undefined) return;
    this.#statuses[at] = STATUSES.indexOf(status);
    this.#verdicts[at] = this.#intern(verdict);
  }

  /** Says which key is theirs, null for none. False where it is somebody else's: then nothing changes. */
  setSerial(key: string, serial: string | null): boolean {
    if (serial === null) {
      this.#serials.delete(key);
      return true;
    }
    for (const [holder, taken] of this.#serials) {
      if (taken === serial && holder !== key) return false;
    }
    if (this.#position.has(key)) this.#serials.set(key, serial);
    return true;
  }

  include(key: string, isIncluded: boolean): void {
    if (isIncluded) this.#included.add(key);
    else this.#included.delete(key);
  }

  remove(keys: ReadonlySet<string>): void {
    let to = 0;
    for (let from = 0; from < this.#keys.length; from += 1) {
      const key = this.#keys[from] ?? '';
      if (keys.has(key)) {
        this.#position.delete(key);
        this.#serials.delete(key);
        this.#included.delete(key);
        continue;
      }
      this.#position.set(key, to);
      this.#keys[to] = key;
      this.#names[to] = this.#names[from] ?? '';
      this.#principals[to] = this.#principals[from] ?? '';
      this.#statuses[to] = this.#statuses[from] ?? 0;
      this.#verdicts[to] = this.#verdicts[from] ?? 0;
      to += 1;
    }
    for (const column of [this.#keys, this.#names, this.#principals]) column.length = to;
  }

  keyAt(at: number): string {
    return this.#keys[at] ?? '';
  }

  nameAt(at: number): string {
    return this.#names[at] ?? '';
  }

  principalAt(at: number): string {
    return this.#principals[at] ?? '';
  }

  statusAt(at: number): Status {
    return STATUSES[this.#statuses[at] ?? 0] ?? 'open';
  }

  verdictAt(at: number): Verdict {
    return this.#verdictList[this.#verdicts[at] ?? 0] ?? NO_VERDICT;
  }

  isIncludedAt(at: number): boolean {
    return this.#included.has(this.keyAt(at));
  }

  rowAt(at: number): PersonRow {
    const key = this.keyAt(at);
    return {
      key,
      name: this.nameAt(at),
      userPrincipalName: this.principalAt(at),
      serial: this.#serials.get(key) ?? null,
      status: this.statusAt(at),
      isIncluded: this.#included.has(key),
      ...this.verdictAt(at),
    };
  }

  /** The row of a key; null when they are not on the list. */
  rowOf(key: string): PersonRow | null {
    const at = this.#position.get(key);
    return at === undefined ? null : this.rowAt(at);
  }

  #add(key: string, name: string, principal: string, serial: string | null, status: Status) {
    if (serial !== null && !this.#serials.has(key)) this.#serials.set(key, serial);
    if (this.#position.has(key)) return false;
    const at = this.#keys.length;
    if (at === this.#statuses.length) this.#grow();
    this.#position.set(key, at);
    this.#keys.push(key);
    this.#names.push(name);
    this.#principals.push(principal);
    this.#statuses[at] = STATUSES.indexOf(status);
    this.#verdicts[at] = 0;
    return true;
  }

  #grow(): void {
    const statuses = new Uint8Array(this.#statuses.length * 2);
    statuses.set(this.#statuses);
    this.#statuses = statuses;
    const verdicts = new Uint32Array(this.#verdicts.length * 2);
    verdicts.set(this.#verdicts);
    this.#verdicts = verdicts;
  }

  #intern({ problems, passkeys }: Verdict): number {
    const text = JSON.stringify({ problems, passkeys });
    const known = this.#verdictIndex.get(text);
    if (known !== undefined) return known;
    const index = this.#verdictList.push({ problems, passkeys }) - 1;
    this.#verdictIndex.set(text, index);
    return index;
  }
}
