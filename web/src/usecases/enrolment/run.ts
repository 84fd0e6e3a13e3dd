import type { PeerKeyAgreement } from '#shared/ctap/pinuv/pinUvPlatform.ts';
import { TransportError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { EnrolmentRun } from '../enrolmentRun.ts';
import type { KeyRing } from '../keyRing.ts';
import type { KeySession } from '../keySession.ts';
import type { CredentialProbe } from '../observeKey.ts';
import type { PageCrypto } from '../pageCrypto.ts';
import type { BackendPort, BrowserWays, Enrolment, PlatformPort } from '../ports.ts';
import type { RunBoard } from './runBoard.ts';

/** What the backend is asked in the course of an enrolment. */
export type EnrolmentBackend = Pick<
  BackendPort,
  'enrolment' | 'reportEvent' | 'cancelEnrolment' | 'pinAuth'
>;

/** The key that a run works with. */
export interface HeldKey {
  readonly session: KeySession;
  /** The backend has an observation of this very plug. */
  reported: boolean;
  /** The key agreement that the backend was told of. */
  peer: PeerKeyAgreement | null;
  /** Something was written to it since it was last looked at. */
  changed: boolean;
  /** Aborts with `device_removed` when the key is pulled out. */
  readonly removed: AbortSignal;
}

/** Everything the parts of one run share. Only the run itself changes it. */
export interface Run {
  readonly id: string;
  readonly backend: EnrolmentBackend;
  readonly keys: KeyRing;
  readonly platform: PlatformPort;
  readonly crypto: PageCrypto;
  /** The ways beside WebHID: fetched once one is wanted. */
  readonly loadWays: () => Promise<BrowserWays>;
  readonly board: RunBoard;
  /** The page goes on without this run. */
  readonly signal: AbortSignal;
  held: HeldKey | null;
  /** A PIN that a person typed, for the steps that follow; never leaves the page. */
  typedPin: string | null;
  /** What was wrong with the PIN typed last. */
  pinFailure: FailureCode | null;
  /** A key was pulled out in the middle of a reset, so nobody knows whether it took place. */
  isResetUncertain: boolean;
  /** What was looked for on the key when the backend last asked. */
  probe: CredentialProbe | null;
  /** How often in a row the key had to be read again before anything else could be done. */
  rereadCount: number;
  /** How often in a row the backend was away for what is to be done, whatever else it answered in between. */
  outagesInARow: number;
  /** Plugs that were there together with the key in use, and so cannot be it, however alike they look. */
  readonly strangers: Set<KeySession>;
  /** Plugs of keys that cannot be taken; plugged in anew they may be tried again. */
  readonly refused: Set<KeySession>;
  /** Every plug that was used, for the count of requests. */
  readonly sessions: Set<KeySession>;
}

/** The enrolment as last heard from the backend. */
export function enrolmentOf(run: Run): Enrolment {
  return run.board.state().enrolment;
}

/** Takes a key into use. The backend still has to be told of it, unless it was started with it. */
export function holdKey(run: Run, session: KeySession, peer?: PeerKeyAgreement | null): HeldKey {
  const removal = new AbortController();
  const held: HeldKey = {
    session,
    reported: peer !== undefined,
    peer: peer ?? null,
    changed: false,
    removed: removal.signal,
  };
  run.held = held;
  run.sessions.add(session);
  run.keys.claim(session, run.id);
  session.onEnded(() => {
    for (const other of run.keys.free(run.id)) run.strangers.add(other);
    removal.abort(new TransportError('device_removed', 'The key was pulled out'));
  });
  run.board.set({ keyId: session.device.id });
  return held;
}

/** Lets the key go, after it was pulled out or because another one is wanted. */
export function letGo(run: Run): void {
  run.held = null;
  run.keys.release(run.id);
  run.board.set({ keyId: null });
}

/** CTAPHID requests of all plugs, and what the backend was asked. */
export function countRequests(run: Run): EnrolmentRun['requests'] {
  const key = [...run.sessions].reduce((sum, { client }) => sum + client.requestCount, 0);
  return { key, backend: run.board.state().requests.backend };
}

/** The key in use, if it is still plugged in. */
export function presentKey(run: Run): HeldKey | null {
  return run.held === null || run.held.session.ended ? null : run.held;
}
