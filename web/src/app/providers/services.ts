import { createContext, useContext } from 'react';
import type { Me, PageConfig } from '#shared/api/index.ts';
import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import type { BatchesPort } from '#web/usecases/batch/batchesPort.ts';
import type { InvitationsPort } from '#web/usecases/invitations/invitationsPort.ts';
import type { BackendPort, SessionPort } from '#web/usecases/ports.ts';
import type { Station } from '#web/usecases/stationState.ts';
import type { ConnectionStore } from './connection.ts';
import type { RealKeyGuard } from './realKeyGuard.ts';

/** What the pages may use, built once by main.tsx. */
export interface Services {
  readonly config: PageConfig;
  readonly session: SessionPort;
  readonly backend: BackendPort;
  readonly batches: BatchesPort;
  readonly invitations: InvitationsPort;
  readonly timers: CtapTimers;
  readonly connection: ConnectionStore;
  readonly station: Station;
  readonly realKeys: RealKeyGuard;
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
