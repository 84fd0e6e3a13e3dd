import type { PageConfig } from '#shared/api/index.ts';
import { createBrowserPlatform } from '#web/adapters/browserPlatform.ts';
import { createHttpBackend } from '#web/adapters/http/httpBackend.ts';
import { createMsalSession } from '#web/adapters/msal/msalSession.ts';
import type { ApprovalsPort } from '#web/usecases/approvals/approvalsPort.ts';
import type { BatchesPort } from '#web/usecases/batch/batchesPort.ts';
import type { GuidedPort } from '#web/usecases/guided/guidedPort.ts';
import type { InvitationsPort } from '#web/usecases/invitations/invitationsPort.ts';
import type { OwnEnrolmentPort } from '#web/usecases/invitations/ownEnrolmentPort.ts';
import type { OwnKeysPort } from '#web/usecases/myKeys/ownKeysPort.ts';
import type { ScopesPort } from '#web/usecases/operators/scopesPort.ts';
import type { BackendPort, BrowserWays, PlatformPort } from '#web/usecases/ports.ts';
import type { RemovalsPort } from '#web/usecases/removals/removalsPort.ts';
import type { SessionClock } from '#web/usecases/session/sessionClock.ts';
import { createStepUpDesk, type StepUpDesk } from '#web/usecases/session/stepUpDesk.ts';
import { type TimedSession, timeSession } from '#web/usecases/session/timedSession.ts';
import { lazyPort } from './lazyPort.ts';

/** The outside world of the page, port by port; of keys see createKeyPorts.ts. */
export interface Adapters {
  readonly session: TimedSession;
  readonly stepUp: StepUpDesk;
  readonly backend: BackendPort;
  readonly batches: BatchesPort;
  readonly invitations: InvitationsPort;
  readonly ownEnrolment: OwnEnrolmentPort;
  readonly approvals: ApprovalsPort;
  readonly ownKeys: OwnKeysPort;
  readonly removals: RemovalsPort;
  readonly scopes: ScopesPort;
  readonly loadGuided: () => Promise<GuidedPort>;
  readonly platform: PlatformPort;
  readonly loadWays: () => Promise<BrowserWays>;
  readonly mayHaveExtension: boolean;
}

/** Chrome gives `chrome.runtime` to pages that an installed extension lets connect, and to no others. */
const chromeHost = globalThis as { readonly chrome?: { readonly runtime?: object } };

/** Builds every adapter once. */
export function createAdapters(
  config: PageConfig,
  tab: { readonly clock: SessionClock; readonly forget: () => void },
): Adapters {
  const platform = createBrowserPlatform();
  const signIn = createMsalSession(config.auth);
  const session = timeSession(signIn, tab.clock, tab.forget);
  const stepUp = createStepUpDesk(session.signInBeside);
  const http = {
    origin: config.apiOrigin,
    // As a method of another object fetch would refuse to run.
    fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
    token: signIn.token,
    stepUp: stepUp.ask,
    timers: platform.timers,
    randomUuid: platform.randomUuid,
    pageSession: platform.randomUuid(),
  };
  return {
    session,
    stepUp,
    platform,
    backend: createHttpBackend(http),
    batches: lazyPort(async () =>
      (await import('#web/adapters/http/httpBatches.ts')).createHttpBatches(http),
    ),
    invitations: lazyPort(async () =>
      (await import('#web/adapters/http/httpInvitations.ts')).createHttpInvitations(http),
    ),
    ownEnrolment: lazyPort(async () =>
      (await import('#web/adapters/http/httpOwnEnrolment.ts')).createHttpOwnEnrolment(http),
    ),
    approvals: lazyPort(async () =>
      (await import('#web/adapters/http/httpApprovals.ts')).createHttpApprovals(http),
    ),
    scopes: lazyPort(async () =>
      (await import('#web/adapters/http/httpScopes.ts')).createHttpScopes(http),
    ),
    ownKeys: lazyPort(async () =>
      (await import('#web/adapters/http/httpOwnKeys.ts')).createHttpOwnKeys(http),
    ),
    removals: lazyPort(async () =>
      (await import('#web/adapters/http/httpRemovals.ts')).createHttpRemovals(http),
    ),
    loadGuided: async () => {
      const { createHttpGuided } = await import('#web/adapters/http/httpGuided.ts');
      return createHttpGuided(http);
    },
    // As a rule a station has WebHID and needs none of it.
    loadWays: async () =>
      (await import('./createBrowserWays.ts')).createBrowserWays(config, platform, chromeHost),
    mayHaveExtension: chromeHost.chrome?.runtime !== undefined,
  };
}
