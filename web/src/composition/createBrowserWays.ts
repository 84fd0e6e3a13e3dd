import type { PageConfig } from '#shared/api/session.ts';
import { createOverrideWay } from '#web/adapters/webauthn/overrideWay.ts';
import { createRemoteDesktopOverride } from '#web/adapters/webauthn/remoteDesktopOverride.ts';
import { learnFailureWords } from '#web/presentation/describeFailure.ts';
import { wayFailureMessages } from '#web/presentation/messages.failures.ways.ts';
import type { BrowserWays, PlatformPort } from '#web/usecases/ports.ts';
import { probeRemoteDesktopOverride } from '#web/usecases/remoteDesktopOverride/probeRemoteDesktopOverride.ts';
import { type ChromeHost, createExtensionHere } from './createExtensionHere.ts';

/** Builds the ways that this page has beside WebHID; what has none of its own here is not offered. */
export function createBrowserWays(
  config: PageConfig,
  { timers, randomBytes }: PlatformPort,
  host: ChromeHost,
): BrowserWays {
  learnFailureWords(wayFailureMessages);
  return {
    extension: createExtensionHere(config, timers, host),
    override: createOverrideWay({
      probe: () =>
        probeRemoteDesktopOverride(
          createRemoteDesktopOverride({
            credentials: navigator.credentials,
            hasFocus: () => document.hasFocus(),
            randomBytes: (length) => Uint8Array.from(randomBytes(length)),
            now: timers.now,
          }),
        ),
      surroundings: { document, crypto, now: timers.now },
    }),
  };
}
