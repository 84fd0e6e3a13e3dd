import type { Batch, BatchPerson, Enrolment, PluggedKey } from '#shared/api/index.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import type { Station, StationKey, StationState } from '#web/usecases/stationState.ts';

const AT = '2026-01-05T09:00:00Z';

/** A station that a test drives: keys come and go, runs are shown, and what it is asked for is noted. */
export class FakeStation implements Station {
  readonly begun: string[] = [];
  readonly confirmed: string[] = [];
  #state: StationState = { unavailable: null, keys: [], runs: [], open: [] };
  readonly #listeners = new Set<() => void>();

  get keys(): never {
    return neverAsked();
  }

  getState(): StationState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  plug(id: string, change: Partial<StationKey> = {}): void {
    this.#set({ keys: [...this.#state.keys, { ...fakeKey(id), ...change }] });
  }

  change(id: string, change: Partial<StationKey>): void {
    this.#set({
      keys: this.#state.keys.map((key) => (key.id === id ? { ...key, ...change } : key)),
    });
  }

  unplug(id: string): void {
    this.#set({ keys: this.#state.keys.filter((key) => key.id !== id) });
  }

  show(runs: readonly EnrolmentRun[]): void {
    this.#set({ runs });
  }

  async enrolWith(keyId: string, open: (key: PluggedKey) => Promise<Enrolment>): Promise<string> {
    const plugged = { session: keyId } as PluggedKey;
    const { id } = await open(plugged);
    this.begun.push(id);
    return id;
  }

  confirmReset(id: string): void {
    this.confirmed.push(id);
  }

  readonly loadOpenEnrolments = neverAsked;
  readonly chooseDevice = neverAsked;
  readonly readAgain = neverAsked;
  readonly enrol = neverAsked;
  readonly enrolInBrowser = neverAsked;
  readonly wink = neverAsked;
  readonly resume = neverAsked;
  readonly takeUp = neverAsked;
  readonly answerPin = neverAsked;
  readonly tryAgain = neverAsked;
  readonly cancel = neverAsked;
  readonly leave = neverAsked;
  readonly dispose = neverAsked;

  #set(change: Partial<StationState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}

function neverAsked(): never {
  throw new Error('no batch asks this of a station');
}

function fakeKey(id: string): StationKey {
  return {
    id,
    productName: 'YubiKey FIDO+CCID',
    vendorId: 0x1050,
    productId: 0x0406,
    software: true,
    state: 'ready',
    failure: null,
    observation: null,
    description: null,
    operatorsOwn: false,
    enrolmentId: null,
    isSettled: true,
    canWink: true,
  };
}

/** A running batch of two people that wait. */
export function fakeBatch(change: Partial<Batch> = {}): Batch {
  return {
    id: 'b1',
    name: 'Spring',
    state: 'running',
    assignment: 'next',
    profile: { id: 'new-colleague', version: 1, name: 'New colleague', disclosure: 'holderOnly' },
    resetsConfirmed: false,
    challengeMinutes: 5,
    createdBy: { id: 'o1', displayName: 'Omar' },
    createdAt: AT,
    startedAt: AT,
    endedAt: null,
    counts: { waiting: 2, claimed: 0, underWay: 0, done: 0, failed: 0, skipped: 0 },
    pace: null,
    ...change,
  };
}

/** An enrolment of a batch as the backend gives it, its person, and its run. */
export function fakeRun(
  id: string,
  change: Partial<EnrolmentRun> = {},
): { enrolment: Enrolment; person: BatchPerson; run: EnrolmentRun } {
  const [profile] = BUILT_IN_PROFILES;
  if (profile === undefined) throw new Error('there is no built-in profile');
  const holder = { id: 'h', displayName: 'Lee Gu', userPrincipalName: 'lee.gu@contoso.example' };
  const enrolment: Enrolment = {
    id,
    seq: 3,
    startedAt: AT,
    updatedAt: AT,
    operatorId: 'o1',
    way: 'webhid',
    holder,
    profile: { ...profile, minPinLengthRpIds: [], allowedAaguids: [], ways: ['webhid'] },
    key: null,
    steps: [],
    action: { kind: 'setPin', sealed: null },
    pinDelivery: 'holderReveals',
    displayName: null,
    methodId: null,
    lastFailure: null,
    takingBack: null,
    policySkipped: [],
  };
  const person: BatchPerson = {
    position: 1,
    holder,
    serial: null,
    state: 'underWay',
    enrolmentId: id,
    operator: { id: 'o1', displayName: 'Omar' },
    key: null,
    methodId: null,
    startedAt: AT,
    endedAt: null,
    code: null,
    reason: null,
    oldKeysKept: [],
  };
  const run: EnrolmentRun = {
    enrolment,
    phase: 'running',
    need: null,
    pin: null,
    resetReason: null,
    failure: null,
    keyId: null,
    requests: { key: 0, backend: 0 },
    ...change,
  };
  return { enrolment, person, run };
}
