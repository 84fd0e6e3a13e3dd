import { createContext, useContext } from 'react';
import type { Me, PageConfig } from '#shared/api/index.ts';
import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import type { ApprovalsPort } from '#web/usecases/approvals/approvalsPort.ts';
import type { BatchesPort } from '#web/usecases/batch/batchesPort.ts';
import type { GuidedPort } from '#web/usecases/guided/guidedPort.ts';
import type { InvitationsPort } from '#web/usecases/invitations/invitationsPort.ts';
import type { OwnEnrolmentPort } from '#web/usecases/invitations/ownEnrolmentPort.ts';
import type { SignInAttempts } from '#web/usecases/invitations/signInAttempts.ts';
import type { OwnKeysPort } from '#web/usecases/myKeys/ownKeysPort.ts';
import type { ScopesPort } from '#web/usecases/operators/scopesPort.ts';
import type { PageCrypto } from '#web/usecases/pageCrypto.ts';
import type { BackendPort, BrowserWays, PlatformPort } from '#web/usecases/ports.ts';
import type { RemovalsPort } from '#web/usecases/removals/removalsPort.ts';
import type { SessionClock } from '#web/usecases/session/sessionClock.ts';
import type { StepUpDesk } from '#web/usecases/session/stepUpDesk.ts';
import type { TimedSession } from '#web/usecases/session/timedSession.ts';
import type { StationCheck } from '#web/usecases/stationCheck/stationCheck.ts';
import type { Station } from '#web/usecases/stationState.ts';
import type { SessionWatch } from '../session/watchSession.ts';
import type { ConnectionStore } from './connection.ts';
import type { RealKeyGuard } from './realKeyGuard.ts';

/** What is there before anybody is signed in, built once by main.tsx: nothing of keys. */
export interface Entry {
  readonly config: PageConfig;
  readonly session: TimedSession;
  readonly platform: PlatformPort;
  /** Calls that wait for the person to sign in again. */
  readonly stepUp: StepUpDesk;
  readonly sessionClock: SessionClock;
  readonly backend: BackendPort;
  readonly batches: BatchesPort;
  readonly invitations: InvitationsPort;
  readonly ownEnrolment: OwnEnrolmentPort;
  readonly approvals: ApprovalsPort;
  readonly ownKeys: OwnKeysPort;
  readonly removals: RemovalsPort;
  readonly scopes: ScopesPort;
  /** How often the person was sent to sign in to take up an invitation. */
  readonly signInAttempts: SignInAttempts;
  /** Of pages that few ever open. */
  readonly loadGuided: () => Promise<GuidedPort>;
  readonly connection: ConnectionStore;
  /** Some extension lets this page connect: ours may be there. */
  readonly mayHaveExtension: boolean;
  /** The ways to a key beside WebHID. */
  readonly loadWays: () => Promise<BrowserWays>;
}

/** What the pages behind the sign-in may use, built once by workplace.tsx. */
export interface Services extends Entry {
  readonly timers: CtapTimers;
  readonly crypto: PageCrypto;
  readonly station: Station;
  readonly sessionWatch: SessionWatch;
  readonly realKeys: RealKeyGuard;
  /** Loads what begins a check of this station. */
  readonly loadStationCheck: () => Promise<() => StationCheck>;
}

export const EntryContext = createContext<Entry | null>(null);
export const ServicesContext = createContext<Services | null>(null);
export const MeContext = createContext<Me | null>(null);

/** For what is shown before and after the sign-in. @throws Error outside of the providers. */
export function useEntry(): Entry {
  return present(useContext(EntryContext));
}

/** @throws Error outside of the providers. */
export function useServices(): Services {
  return present(useContext(ServicesContext));
}

/** Who is signed in and what they may do. @throws Error outside of the providers. */
export function useMe(): Me {
  return present(useContext(MeContext));
}

function present<T>(value: T | null): T {
  if (value === null) throw new Error('used outside of its provider');
  return value;
}
