import { AppError } from '#shared/failure/appError.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { type EnrolmentHandle, enrolKey, type FirstKey } from './enrolKey.ts';
import type { EnrolmentBackend } from './enrolment/run.ts';
import type { Question } from './enrolment/runBoard.ts';
import { createKeyRing } from './keyRing.ts';
import type { KeySession } from './keySession.ts';
import { observeKey } from './observeKey.ts';
import { createOpening } from './openWithKey.ts';
import type { PageCrypto } from './pageCrypto.ts';
import type { BackendPort, BrowserWays, DevicesPort, Enrolment, PlatformPort } from './ports.ts';
import { createRunMemory, type TabMemory } from './runMemory.ts';
import { hasEnded, isSurelyKeyOf, toStationKey } from './stationKeys.ts';
import type { Station, StationState } from './stationState.ts';

/** What a station is made of. */
export interface StationParts {
  readonly backend: BackendPort;
  readonly devices: DevicesPort;
  readonly platform: PlatformPort;
  readonly crypto: PageCrypto;
  /** The ways beside WebHID. */
  readonly loadWays: () => Promise<BrowserWays>;
  /** Lets a page that was loaded again show what has just been done. */
  readonly memory?: TabMemory;
}

interface ActiveRun {
  readonly handle: EnrolmentHandle;
  readonly stop: AbortController;
}

/** Makes the store of the Station: the keys that are plugged in and the enrolments worked on here. */
export function createStation(parts: StationParts): Station {
  const { backend, devices, platform, crypto, loadWays } = parts;
  const listeners = new Set<() => void>();
  const runs = new Map<string, ActiveRun>();
  const remembered = createRunMemory(parts.memory);
  /** Keys of which it is known whether an enrolment goes on with them. */
  const settled = new WeakSet<KeySession>();
  let open: readonly Enrolment[] = [];
  /** Done at this page before it was loaded again; each is shown once more, with its key. */
  let finished: readonly Enrolment[] = [];
  const keys = createKeyRing({
    devices,
    platform,
    crypto,
    onFree: (session) => void welcome(session),
  });
  let state = compute();
  const stopKeys = keys.subscribe(changed);

  function compute(): StationState {
    return {
      unavailable: devices.unavailable,
      keys: keys
        .keys()
        .map((key) => toStationKey(key, key.session !== null && settled.has(key.session))),
      runs: [...runs.values()].map(({ handle }) => handle.state()),
      open,
    };
  }

  function changed(): void {
    state = compute();
    for (const listener of [...listeners]) listener();
  }

  /** A key that nobody waits for: its own enrolment goes on, or it is read for the person to see. */
  async function welcome(session: KeySession): Promise<void> {
    const own = [...open, ...finished].find((enrolment) => isSurelyKeyOf(enrolment, session));
    if (own !== undefined) {
      begin(own, { session });
      return;
    }
    try {
      keys.note(session, await observeKey(session, null));
    } catch (error) {
      keys.fail(session.device.id, failureCodeOf(error));
      return;
    }
    await lookForItsEnrolment(session);
    settled.add(session);
    changed();
  }

  /** The key may be in the middle of an enrolment that began elsewhere, by whomever: then that goes on here. */
  async function lookForItsEnrolment(session: KeySession): Promise<void> {
    if (session.identity.serial === null) return;
    try {
      const { unfinished } = await backend.unfinished();
      const its = unfinished.find((enrolment) => isSurelyKeyOf(enrolment, session));
      if (its === undefined || !isFree(session)) return;
      const enrolment = await backend.enrolment(its.id);
      if (isFree(session) && !hasEnded(enrolment)) begin(enrolment, { session });
    } catch (error) {
      // Nothing is lost by not knowing: the backend refuses to bind a key twice, and the list shows it.
      if (!(error instanceof AppError)) throw error;
    }
  }

  /** Nobody has come to use it in the meantime. */
  function isFree(session: KeySession): boolean {
    return keys.keys().some((key) => key.session === session && key.owner === null);
  }

  function begin(enrolment: Enrolment, key?: FirstKey, by: EnrolmentBackend = backend): void {
    if (runs.has(enrolment.id)) return;
    const { id } = enrolment;
    open = open.filter((other) => other.id !== id);
    finished = finished.filter((other) => other.id !== id);
    remembered.add(id);
    const stop = new AbortController();
    let handle: EnrolmentHandle | undefined;
    handle = enrolKey({
      backend: by,
      keys,
      platform,
      crypto,
      loadWays,
      enrolment,
      key,
      report: () => handle && changed(),
      signal: stop.signal,
    });
    runs.set(id, { handle, stop });
    changed();
  }

  async function loadOpenEnrolments(): Promise<void> {
    const [all, me] = await Promise.all([backend.openEnrolments(), backend.me()]);
    // What is registered on Microsoft's page has a page of its own.
    open = all.filter(
      (one) => one.operatorId === me.id && one.way !== 'guided' && !runs.has(one.id),
    );
    changed();
    for (const enrolment of [...open]) {
      const session = keys
        .free(enrolment.id)
        .find((candidate) => isSurelyKeyOf(enrolment, candidate));
      if (session !== undefined) begin(enrolment, { session });
      else if (enrolment.action.kind === 'waitForTenant') begin(enrolment);
    }
    await showFinished(me.id);
  }

  /** What the person had before them when the page was loaded again, if its key still sits there: done is done. */
  async function showFinished(operatorId: string): Promise<void> {
    const gone = remembered
      .ids()
      .filter((id) => !runs.has(id) && !open.some((other) => other.id === id));
    for (const id of gone) {
      remembered.remove(id);
      const enrolment = await backend.enrolment(id).catch(() => null);
      if (enrolment?.action.kind !== 'done' || enrolment.operatorId !== operatorId) continue;
      const session = keys.free(id).find((candidate) => isSurelyKeyOf(enrolment, candidate));
      if (session !== undefined) begin(enrolment, { session });
      else finished = [...finished, enrolment];
    }
  }

  function resume(enrolmentId: string): void {
    const enrolment = open.find(({ id }) => id === enrolmentId);
    if (enrolment !== undefined) begin(enrolment);
  }

  async function takeUp(enrolmentId: string, by: EnrolmentBackend = backend): Promise<void> {
    if (runs.has(enrolmentId)) return;
    const enrolment = await by.enrolment(enrolmentId);
    if (!hasEnded(enrolment)) begin(enrolment, undefined, by);
  }

  function answer(enrolmentId: string, question: Question, text?: string): void {
    runs.get(enrolmentId)?.handle.answer(question, text);
  }

  function leave(enrolmentId: string): void {
    const run = runs.get(enrolmentId);
    if (run === undefined) return;
    const { enrolment, phase } = run.handle.state();
    runs.delete(enrolmentId);
    remembered.remove(enrolmentId);
    run.stop.abort(new AppError('cancelled', 'The enrolment was left'));
    if (phase === 'running' || phase === 'cancelling') open = [enrolment, ...open];
    keys.release(enrolmentId);
    changed();
  }

  return {
    keys,
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    loadOpenEnrolments,
    chooseDevice: () => devices.request(),
    readAgain: (keyId) => keys.readAgain(keyId),
    ...createOpening({ backend, keys, begin }),
    async wink(keyId) {
      const key = keys.keys().find(({ device }) => device.id === keyId);
      await key?.session?.wink();
    },
    resume,
    takeUp,
    answerPin: (id, pin) => answer(id, 'pin', pin),
    confirmReset: (id) => answer(id, 'confirmReset'),
    tryAgain(id) {
      answer(id, 'tryAgain');
      answer(id, 'signIn');
    },
    cancel(enrolmentId) {
      resume(enrolmentId);
      runs.get(enrolmentId)?.handle.cancel();
    },
    leave,
    dispose() {
      for (const { stop } of runs.values()) {
        stop.abort(new AppError('cancelled', 'The station was closed'));
      }
      runs.clear();
      stopKeys();
      keys.dispose();
      listeners.clear();
    },
  };
}
