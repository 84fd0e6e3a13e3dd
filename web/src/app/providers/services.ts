import { createContext, useContext } from 'react';
import type { Me, PageConfig } from '#shared/api/index.ts';
import type { Crypto } from '#shared/crypto/cryptoPort.ts';
import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import type { ApprovalsPort } from '#web/usecases/approvals/approvalsPort.ts';
import type { BatchesPort } from '#web/usecases/batch/batchesPort.ts';
import type { GuidedPort } from '#web/usecases/guided/guidedPort.ts';
import type { InvitationsPort } from '#web/usecases/invitations/invitationsPort.ts';
import type { OwnEnrolmentPort } from '#web/usecases/invitations/ownEnrolmentPort.ts';
import type { SignInAttempts } from '#web/usecases/invitations/signInAttempts.ts';
import type { OwnKeysPort } from '#web/usecases/myKeys/ownKeysPort.ts';
import type { ScopesPort } from '#web/usecases/operators/scopesPort.ts';
import type { BackendPort, BrowserWays, SessionPort } from '#web/usecases/ports.ts';
import type { SessionEnd } from '#web/usecases/session/sessionClock.ts';
import type { StepUpDesk } from '#web/usecases/session/stepUpDesk.ts';
import type { StationCheck } from '#web/usecases/stationCheck/stationCheck.ts';
import type { Station } from '#web/usecases/stationState.ts';
import type { SessionWatch } from '../session/watchSession.ts';
import type { ConnectionStore } from './connection.ts';
import type { RealKeyGuard } from './realKeyGuard.ts';

/** What the pages may use, built once by main.tsx. */
export interface Services {
  readonly config: PageConfig;
  readonly session: SessionPort;
  /** Calls that wait for the person to sign in again. */
  readonly stepUp: StepUpDesk;
  readonly sessionWatch: SessionWatch;
  /** Why the last session in this tab ended by itself; null: it did not. */
  readonly sessionEndedBy: () => SessionEnd | null;
  readonly backend: BackendPort;
  readonly batches: BatchesPort;
  readonly invitations: InvitationsPort;
  readonly ownEnrolment: OwnEnrolmentPort;
  readonly approvals: ApprovalsPort;
  readonly ownKeys: OwnKeysPort;
  readonly scopes: ScopesPort;
  /** How often the person was sent to sign in to take up an invitation. */
  readonly signInAttempts: SignInAttempts;
  /** Of pages that few ever open. */
  readonly loadGuided: () => Promise<GuidedPort>;
  readonly timers: CtapTimers;
  readonly crypto: Crypto;
  readonly connection: ConnectionStore;
  readonly station: Station;
  readonly realKeys: RealKeyGuard;
  /** Loads what begins a check of this station. */
  readonly loadStationCheck: () => Promise<() => StationCheck>;
  /** Some extension lets this page connect: ours may be there. */
  readonly mayHaveExtension: boolean;
  /** The ways to a key beside WebHID. */
  readonly loadWays: () => Promise<BrowserWays>;
}

export const ServicesContext = createContext<Services | null>(null);
export const MeContext = createContext<Me | null>(null);

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
