import type { PageConfig } from '#shared/api/index.ts';
import type { Crypto } from '#shared/crypto/cryptoPort.ts';
import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import { createBrowserPlatform } from '#web/adapters/browserPlatform.ts';
import { createHttpBackend } from '#web/adapters/http/httpBackend.ts';
import { createMsalSession } from '#web/adapters/msal/msalSession.ts';
import type { HidLike } from '#web/adapters/webhid/hidTypes.ts';
import { createWebHidDevices } from '#web/adapters/webhid/webHidDevices.ts';
import type { ApprovalsPort } from '#web/usecases/approvals/approvalsPort.ts';
import type { BatchesPort } from '#web/usecases/batch/batchesPort.ts';
import type { GuidedPort } from '#web/usecases/guided/guidedPort.ts';
import type { InvitationsPort } from '#web/usecases/invitations/invitationsPort.ts';
import type { OwnEnrolmentPort } from '#web/usecases/invitations/ownEnrolmentPort.ts';
import type { OwnKeysPort } from '#web/usecases/myKeys/ownKeysPort.ts';
import type { ScopesPort } from '#web/usecases/operators/scopesPort.ts';
import type { BackendPort, BrowserWays, DevicesPort, PlatformPort } from '#web/usecases/ports.ts';
import type { SessionClock } from '#web/usecases/session/sessionClock.ts';
import { createStepUpDesk, type StepUpDesk } from '#web/usecases/session/stepUpDesk.ts';
import { type TimedSession, timeSession } from '#web/usecases/session/timedSession.ts';
import { lazyPort } from './lazyPort.ts';

/** The outside world of the page, port by port. */
export interface Adapters {
  readonly session: TimedSession;
  readonly stepUp: StepUpDesk;
  readonly backend: BackendPort;
  readonly batches: BatchesPort;
  readonly invitations: InvitationsPort;
  readonly ownEnrolment: OwnEnrolmentPort;
  readonly approvals: ApprovalsPort;
  readonly ownKeys: OwnKeysPort;
  readonly scopes: ScopesPort;
  readonly loadGuided: () => Promise<GuidedPort>;
  readonly devices: DevicesPort;
  readonly platform: PlatformPort;
  readonly crypto: Crypto;
  readonly loadWays: () => Promise<BrowserWays>;
  readonly mayHaveExtension: boolean;
}

/** Chrome gives `chrome.runtime` to pages that an installed extension lets connect, and to no others. */
const chromeHost = globalThis as { readonly chrome?: { readonly runtime?: object } };

/** Builds every adapter once. `host.hid` is looked at now: what stands in for it has to be there already. */
export function createAdapters(
  config: PageConfig,
  tab: { readonly clock: SessionClock; readonly forget: () => void },
  host: { readonly hid?: HidLike } = navigator as Navigator & { readonly hid?: HidLike },
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
    crypto: createNobleCrypto(platform.randomBytes),
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
    loadGuided: async () => {
      const { createHttpGuided } = await import('#web/adapters/http/httpGuided.ts');
      return createHttpGuided(http);
    },
    // As a rule a station has WebHID and needs none of it.
    loadWays: async () =>
      (await import('./createBrowserWays.ts')).createBrowserWays(config, platform, chromeHost),
    mayHaveExtension: chromeHost.chrome?.runtime !== undefined,
    devices: createWebHidDevices({
      host,
      now: platform.timers.now,
      randomUuid: platform.randomUuid,
    }),
  };
}
