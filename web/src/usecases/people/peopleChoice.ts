import type { Group, Person } from '#shared/api/index.ts';
import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import type { ListedPerson } from '#shared/people/readPeopleRows.ts';
import { readSerial } from '#shared/people/reference.ts';
import type { PeopleListsPort } from '../ports.ts';
import { checkPeople } from './checkPeople.ts';
import { PeopleTable } from './peopleTable.ts';
import { countPeople, isChosen, type PeopleCounts } from './peopleView.ts';
import { type GroupReading, readGroup, startOfReading } from './readGroup.ts';

/** Often enough to look alive, seldom enough that a hundred thousand rows do not slow the page. */
const TELL_EVERY_MS = 150;

/** The list as it is shown; a new object after each change. */
export interface PeopleChoiceState {
  /** Changes with every change of the table. */
  readonly version: number;
  readonly counts: PeopleCounts;
  /** `stopped`: by a person. `failed`: four times in a row, with the reason. */
  readonly checking: 'idle' | 'running' | 'stopped' | 'failed';
  readonly failure: FailureCode | null;
  /** The group that was added last. */
  readonly group: GroupReading | null;
}

/** Somebody a key is to be enrolled for. */
export interface ChosenPerson {
  readonly userId: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly serial: string | null;
}

/** One list of people: what adds to it, its check, and what is taken out. Lives as long as the page. */
export class PeopleChoice {
  readonly table = new PeopleTable();
  readonly #port: PeopleListsPort;
  readonly #timers: CtapTimers;
  readonly #listeners = new Set<() => void>();
  #state: PeopleChoiceState = {
    version: 0,
    counts: new Map(),
    checking: 'idle',
    failure: null,
    group: null,
  };
  #checks: AbortController | null = null;
  #groupReads: AbortController | null = null;
  #telling = false;

  constructor(parts: { readonly port: PeopleListsPort; readonly timers: CtapTimers }) {
    this.#port = parts.port;
    this.#timers = parts.timers;
  }

  readonly getState = (): PeopleChoiceState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Everybody in a group and in the groups in it. */
  async addGroup(group: Group): Promise<void> {
    this.#groupReads?.abort();
    await this.#read(startOfReading(group));
  }

  stopGroup(): void {
    this.#groupReads?.abort();
  }

  /** On with a group that was stopped or that failed. */
  async goOnWithGroup(): Promise<void> {
    if (this.#state.group !== null) await this.#read(this.#state.group);
  }

  /** How many of them are new on the list. */
  addListed(people: readonly ListedPerson[]): number {
    let added = 0;
    for (const { reference, serial } of people) {
      if (this.table.addReference(reference, serial)) added += 1;
    }
    this.#changed();
    this.check();
    return added;
  }

  addPerson(person: Person): void {
    this.table.addPerson(person);
    this.#changed();
    this.check();
  }

  remove(keys: ReadonlySet<string>): void {
    this.table.remove(keys);
    this.#changed();
  }

  /** Nobody is on the list any more. */
  clear(): void {
    this.stopGroup();
    this.#checks?.abort();
    this.#checks = null;
    const keys = Array.from({ length: this.table.size }, (_, at) => this.table.keyAt(at));
    this.table.remove(new Set(keys));
    this.#set({ checking: 'idle', failure: null, group: null });
    this.#changed();
  }

  /** Says which key is theirs, as it was typed or scanned; nothing means none. @returns what is wrong with it. */
  assignSerial(key: string, text: string): 'malformed' | 'taken' | null {
    const serial = readSerial(text);
    if (serial === null && text.trim() !== '') return 'malformed';
    if (!this.table.setSerial(key, serial)) return 'taken';
    this.#changed();
    return null;
  }

  include(key: string, isIncluded: boolean): void {
    this.table.include(key, isIncluded);
    this.#changed();
  }

  /** Asks once more about all who could not be read. */
  checkAgain(): void {
    for (let at = 0; at < this.table.size; at += 1) {
      if (this.table.statusAt(at) === 'unread')
        this.table.setStatus(this.table.keyAt(at), 'waiting');
    }
    this.#changed();
    this.goOn();
  }

  stop(): void {
    this.#checks?.abort();
    this.#checks = null;
    this.#set({ checking: 'stopped' });
  }

  goOn(): void {
    this.#set({ checking: 'idle', failure: null });
    this.check();
  }

  /** Begins to look up and check, where that is not under way; what a person stopped stays so. */
  check(): void {
    if (this.#checks !== null || this.#state.checking === 'stopped') return;
    void this.#check(new AbortController());
  }

  /** All for whom a key is to be enrolled, in the order of the list. */
  chosen(): ChosenPerson[] {
    const people: ChosenPerson[] = [];
    for (let at = 0; at < this.table.size; at += 1) {
      if (!isChosen(this.table, at)) continue;
      const { key, name, userPrincipalName, serial } = this.table.rowAt(at);
      people.push({ userId: key, displayName: name, userPrincipalName, serial });
    }
    return people;
  }

  async #check(controller: AbortController): Promise<void> {
    this.#checks = controller;
    this.#set({ checking: 'running', failure: null });
    const { signal } = controller;
    const onChange = () => this.#changed();
    const parts = { table: this.table, port: this.#port, timers: this.#timers, onChange };
    try {
      await checkPeople(parts, signal);
      if (!signal.aborted) this.#set({ checking: 'idle' });
    } catch (error) {
      const failure = failureCodeOf(error);
      if (!signal.aborted) this.#set({ checking: 'failed', failure });
    } finally {
      if (this.#checks === controller) this.#checks = null;
      this.#changed();
    }
    // Who was added while the last answers came in.
    if (this.#state.checking === 'idle' && this.#hasWork()) this.check();
  }

  async #read(from: GroupReading): Promise<void> {
    const controller = new AbortController();
    this.#groupReads = controller;
    const parts = { table: this.table, port: this.#port };
    const onStep = (group: GroupReading) => {
      if (this.#groupReads !== controller) return;
      this.#set({ group });
      this.#changed();
      this.check();
    };
    await readGroup(parts, from, onStep, controller.signal);
  }

  #hasWork(): boolean {
    for (let at = 0; at < this.table.size; at += 1) {
      const status = this.table.statusAt(at);
      if (status === 'open' || status === 'waiting') return true;
    }
    return false;
  }

  #set(change: Partial<PeopleChoiceState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** Tells of the table soon, and once for all changes until then. */
  #changed(): void {
    if (this.#telling) return;
    this.#telling = true;
    this.#timers.setTimeout(() => {
      this.#telling = false;
      this.#set({ version: this.#state.version + 1, counts: countPeople(this.table) });
    }, TELL_EVERY_MS);
  }
}
