import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { BackendPort } from '../ports.ts';
import { probeRemoteDesktopOverride } from '../remoteDesktopOverride/probeRemoteDesktopOverride.ts';
import type { Station } from '../stationState.ts';
import { followReplug } from './replugTest.ts';
import type { StationBrowserPort } from './stationBrowserPort.ts';
import type { ChooserFacts, ClockFacts, CompanionFacts, StationFacts } from './stationFacts.ts';

/** What a check is made of. */
export interface StationCheckParts {
  readonly browser: StationBrowserPort;
  readonly backend: Pick<BackendPort, 'clock'>;
  readonly station: Pick<Station, 'getState' | 'subscribe' | 'readAgain'>;
  /** The companion extension. `version` fails with its code, an AppError, where it does not serve this page. */
  readonly companion: { version(): Promise<string> };
  readonly timers: CtapTimers;
  /** Real keys that a demonstration holds back. */
  readonly held: {
    held(): readonly unknown[];
    subscribe(listener: () => void): () => void;
  };
}

/** The store of a check. Fits React's useSyncExternalStore. */
export interface StationCheck {
  getFacts(): StationFacts;
  subscribe(listener: () => void): () => void;
  /** Follows the keys and asks a first time; the result ends it. */
  start(): () => void;
  /** Asks everything that needs no person, again at each call. */
  run(): void;
  /** The browser's list of keys is open. */
  chooserOpened(): void;
  /** It is closed again. @param failure null where a key was chosen, which then is among the Station's keys */
  chooserClosed(failure: FailureCode | null): void;
  /** What the person says of a list in which nothing was chosen. */
  answerChooser(answer: 'keyListed' | 'keyNotListed' | 'noKeyIn'): void;
  startReplug(): void;
  stopReplug(): void;
  /** The person says: it is in again, and nothing happened. */
  replugFailed(): void;
  askOverride(): Promise<void>;
  readKeysAgain(): void;
}

/** Whoever waits at a page wants an answer; one that comes later is still taken. */
const PATIENCE_MS = 1_500;

/** Makes a check over the Station's own keys: they are open already, and a second opening would disturb the first. */
export function createStationCheck(parts: StationCheckParts): StationCheck {
  const { browser, backend, companion, station, timers, held } = parts;
  const listeners = new Set<() => void>();
  let facts: StationFacts = {
    browser: undefined,
    capabilities: undefined,
    clock: undefined,
    companion: undefined,
    chooser: 'notAsked',
    replug: { step: 'off' },
    override: 'notAsked',
    ...keysNow(),
  };

  function keysNow(): Pick<StationFacts, 'unavailable' | 'keys' | 'heldKeys' | 'isEnrolling'> {
    const { unavailable, keys, runs } = station.getState();
    const isEnrolling = runs.some(({ phase }) => phase === 'running' || phase === 'cancelling');
    return { unavailable, keys, heldKeys: held.held().length, isEnrolling };
  }

  function update(change: Partial<StationFacts>): void {
    facts = { ...facts, ...change };
    for (const listener of [...listeners]) listener();
  }

  function follow(): void {
    const now = keysNow();
    update({ ...now, replug: followReplug(facts.replug, realOnes(now.keys)) });
  }

  /** `null` when it fails, and for the time being when it takes too long. */
  function ask<Name extends 'browser' | 'capabilities' | 'clock' | 'companion'>(
    name: Name,
    answer: Promise<StationFacts[Name]>,
  ): void {
    const nothing = () => {
      if (facts[name] === undefined) update({ [name]: null });
    };
    const stopWaiting = timers.setTimeout(nothing, PATIENCE_MS);
    answer.then((value) => update({ [name]: value }), nothing).finally(stopWaiting);
  }

  async function readClock(): Promise<ClockFacts> {
    const askedAt = browser.wallClock();
    const { now, graph } = await backend.clock();
    const answeredAt = browser.wallClock();
    return {
      aheadMs: Math.round((askedAt + answeredAt) / 2 - Date.parse(now)),
      uncertaintyMs: Math.round((answeredAt - askedAt) / 2),
      graph,
    };
  }

  async function readCompanion(): Promise<CompanionFacts> {
    try {
      return { version: await companion.version() };
    } catch (error) {
      if (error instanceof AppError) return { refused: error.code };
      throw error;
    }
  }

  function setChooser(chooser: ChooserFacts): void {
    update({ chooser });
  }

  function run(): void {
    update({
      browser: undefined,
      capabilities: undefined,
      clock: undefined,
      companion: undefined,
      chooser: 'notAsked',
      ...keysNow(),
    });
    ask('browser', browser.describe());
    ask('capabilities', browser.capabilities());
    ask('clock', readClock());
    ask('companion', readCompanion());
  }

  return {
    getFacts: () => facts,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      const stops = [station.subscribe(follow), held.subscribe(follow)];
      run();
      return () => {
        for (const stop of stops) stop();
      };
    },
    run,
    chooserOpened() {
      // Who has to choose a key that was just plugged in again has the answer of that test.
      if (facts.replug.step === 'plug') update({ replug: { step: 'lost' } });
      setChooser('asking');
    },
    chooserClosed(failure) {
      if (failure === null) setChooser('notAsked');
      else setChooser(failure === 'device_not_chosen' ? 'empty' : { failed: failure });
    },
    answerChooser: setChooser,
    startReplug() {
      const keys = realOnes(facts.keys);
      if (keys.length > 0) update({ replug: { step: 'pull', keys } });
    },
    stopReplug: () => update({ replug: { step: 'off' } }),
    replugFailed: () => update({ replug: { step: 'lost' } }),
    async askOverride() {
      // The browser would speak to the key that is being enrolled.
      if (facts.isEnrolling) return;
      update({ override: 'asking' });
      update({ override: await probeRemoteDesktopOverride(browser.override) });
    },
    readKeysAgain() {
      for (const { id, state } of facts.keys) if (state === 'failed') station.readAgain(id);
    },
  };
}

/** The keys that a replug says something about. */
function realOnes(keys: StationFacts['keys']): string[] {
  return keys.flatMap(({ id, software }) => (software ? [] : [id]));
}
