import type { Batch } from '#shared/api/index.ts';
import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import type { EnrolmentRun } from '../enrolmentRun.ts';
import type { Station, StationKey } from '../stationState.ts';
import type { BatchesPort } from './batchesPort.ts';
import { createActionCounter, type HumanActions } from './countActions.ts';
import { type OfferOutcome, outcomeOfRefusal } from './offerKey.ts';

/**
 * Where a free key stands with the batch. `held`: it was there before Start, or has been used, and nothing happens to it
 * until somebody says so. `unassigned`: it waits for the operator to say for whom it is. `later`: tried again by itself.
 */
export type KeyOffer =
  | { readonly state: 'held' | 'unassigned' | 'offering' | 'taken' }
  | { readonly state: 'later' | 'refused'; readonly code: FailureCode };

/** A batch at this station, replaced as a whole at every change. */
export interface BatchDeskState {
  /** Start was pressed here: keys that are plugged in get people. */
  readonly isAtWork: boolean;
  /** By the id of the {@link StationKey}. */
  readonly offers: ReadonlyMap<string, KeyOffer>;
  /** What people did here, since Start. */
  readonly human: HumanActions;
}

/** Gives the keys that are plugged in at this station to the people of a batch. */
export interface BatchDesk {
  getState(): BatchDeskState;
  subscribe(listener: () => void): () => void;
  /** From now on each key that is plugged in is for somebody of the batch; those that are there already are held. */
  start(): Promise<void>;
  /** No new key gets a person here; what is under way goes on. */
  stop(): void;
  /** Takes a held or refused key after all: the second, explicit yes. Of one that looks used it says that it is another. */
  takeAnyway(keyId: string): void;
  /** Says for whom a key is. */
  pick(keyId: string, userId: string): void;
  /** The batch as it was read last: one that runs again takes the keys that it had refused meanwhile. */
  noteBatch(batch: Batch): void;
  dispose(): void;
}

/** What a desk is made of. */
export interface BatchDeskParts {
  readonly station: Station;
  readonly batches: Pick<BatchesPort, 'next' | 'people'>;
  readonly timers: CtapTimers;
  readonly batch: Batch;
}

const LATER_MS = 5_000;
/** So many people in a row whom nothing can be done for: then it is not the people. */
const MOST_PEOPLE_IN_VAIN = 1_000;
/** Why a used key may be erased without another question: nobody knows its PIN, or the profile wants it anyway. */
const PLAIN_RESETS: ReadonlySet<FailureCode | null> = new Set([null, 'key_pin_unknown']);
/** What a change of the batch may have done away with. */
const OF_THE_BATCH: ReadonlySet<FailureCode> = new Set(['batch_not_running', 'batch_empty']);

/** Makes the desk of one batch at this station. */
export function createBatchDesk({ station, batches, timers, ...parts }: BatchDeskParts): BatchDesk {
  const listeners = new Set<() => void>();
  const offers = new Map<string, KeyOffer>();
  const pauses = new Map<string, () => void>();
  /** Enrolments of this batch that are worked on here. */
  const mine = new Set<string>();
  /** Keys that came after Start: for them alone one yes at Start was enough. */
  const fresh = new Set<string>();
  /** Keys of which a person said that they are none of those that were used in this batch. */
  const another = new Set<string>();
  const human = createActionCounter();
  let { batch } = parts;
  let isAtWork = false;
  let state = compute();
  const stopStation = station.subscribe(look);

  function compute(): BatchDeskState {
    return { isAtWork, offers: new Map(offers), human: human.total() };
  }

  function changed(): void {
    state = compute();
    for (const listener of [...listeners]) listener();
  }

  function set(keyId: string, offer: KeyOffer): void {
    offers.set(keyId, offer);
    changed();
  }

  function look(): void {
    const { keys, runs } = station.getState();
    for (const id of [...offers.keys()]) {
      if (keys.some((key) => key.id === id)) continue;
      offers.delete(id);
      pauses.get(id)?.();
      pauses.delete(id);
    }
    human.note(
      runs.filter(({ enrolment }) => mine.has(enrolment.id)),
      isConfirmedAtStart,
    );
    if (isAtWork) for (const key of keys) welcome(key, runs);
    for (const run of runs) if (isConfirmedAtStart(run)) station.confirmReset(run.enrolment.id);
    changed();
  }

  function welcome(key: StationKey, runs: readonly EnrolmentRun[]): void {
    if (!offers.has(key.id) && !isReady(key)) return;
    const offer = offers.get(key.id);
    if (offer?.state === 'taken') {
      // Its enrolment has ended and was cleared away, and it is still there: whatever it is now, it is no fresh key.
      const isShown = runs.some(({ keyId }) => keyId === key.id);
      if (!isShown && isReady(key)) offers.set(key.id, { state: 'held' });
      return;
    }
    if (offer !== undefined) return;
    fresh.add(key.id);
    if (batch.assignment === 'pick') offers.set(key.id, { state: 'unassigned' });
    else void offerKey(key.id);
  }

  function isConfirmedAtStart({ enrolment, need, resetReason, keyId }: EnrolmentRun): boolean {
    return (
      need === 'confirmReset' &&
      // What is erased to take something back is another question than the one at the start.
      enrolment.takingBack === null &&
      batch.resetsConfirmed &&
      mine.has(enrolment.id) &&
      keyId !== null &&
      fresh.has(keyId) &&
      PLAIN_RESETS.has(resetReason)
    );
  }

  async function offerKey(keyId: string, userId?: string, inVain = 0): Promise<void> {
    set(keyId, { state: 'offering' });
    try {
      await station.enrolWith(keyId, async (key) => {
        const body = {
          key,
          ...(userId !== undefined && { userId }),
          ...(another.has(keyId) && { isAnotherKey: true as const }),
        };
        const { enrolment } = await batches.next(batch.id, body);
        mine.add(enrolment.id);
        return enrolment;
      });
      set(keyId, { state: 'taken' });
    } catch (error) {
      if (!offers.has(keyId)) return;
      const code = failureCodeOf(error);
      const isNext = batch.assignment === 'next' && inVain < MOST_PEOPLE_IN_VAIN;
      refused(keyId, code, outcomeOfRefusal(code, isNext), (more) =>
        offerKey(keyId, userId, inVain + more),
      );
    }
  }

  function refused(
    keyId: string,
    code: FailureCode,
    outcome: OfferOutcome,
    again: (inVain: 0 | 1) => Promise<void>,
  ): void {
    if (outcome === 'nextPerson') {
      void again(1);
      return;
    }
    if (outcome === 'later') {
      pauses.set(
        keyId,
        timers.setTimeout(() => void again(0), LATER_MS),
      );
    }
    set(keyId, { state: outcome, code });
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async start() {
      if (isAtWork) return;
      for (const key of station.getState().keys) {
        if (key.enrolmentId === null && !offers.has(key.id)) offers.set(key.id, { state: 'held' });
      }
      isAtWork = true;
      changed();
      // What was under way before the page was loaded, here or elsewhere: it is of this batch if it goes on here.
      const { people } = await batches.people(batch.id, { state: 'underWay' });
      for (const { enrolmentId } of people) if (enrolmentId !== null) mine.add(enrolmentId);
      look();
    },
    stop() {
      isAtWork = false;
      for (const cancel of pauses.values()) cancel();
      pauses.clear();
      for (const [id, { state: offer }] of offers) if (offer === 'later') offers.delete(id);
      changed();
    },
    takeAnyway(keyId) {
      const offer = offers.get(keyId);
      if (offer?.state !== 'held' && offer?.state !== 'refused') return;
      if (offer.state === 'refused' && offer.code === 'key_looks_used') {
        another.add(keyId);
        // What it holds may be somebody's: that is not erased by what was said at Start.
        fresh.delete(keyId);
      }
      if (batch.assignment === 'pick') set(keyId, { state: 'unassigned' });
      else void offerKey(keyId);
    },
    pick(keyId, userId) {
      if (offers.get(keyId)?.state === 'unassigned') void offerKey(keyId, userId);
    },
    noteBatch(next) {
      batch = next;
      if (next.state !== 'running' || next.counts.waiting === 0) return;
      for (const [id, offer] of offers) {
        if (offer.state === 'refused' && OF_THE_BATCH.has(offer.code)) offers.delete(id);
      }
      look();
    },
    dispose() {
      stopStation();
      for (const cancel of pauses.values()) cancel();
      listeners.clear();
    },
  };
}

function isReady(key: StationKey): boolean {
  return key.state === 'ready' && key.isSettled && key.failure === null && key.enrolmentId === null;
}
