import type { PageConfig } from '#shared/api/session.ts';
import { type ChromeRuntime, createExtensionWay } from '#web/adapters/extension/extensionWay.ts';
import { learnWayFailures } from '#web/presentation/describeFailure.ts';
import { wayFailureMessages } from '#web/presentation/messages.failures.ways.en.ts';
import type { BrowserWays, PlatformPort } from '#web/usecases/ports.ts';
import { PINNED_EXTENSION_ID } from '#web/usecases/ways/companionExtension.ts';

/** Builds the ways that this page has beside WebHID; what has none of its own here is not offered. */
export function createBrowserWays(
  { companionExtensionId = PINNED_EXTENSION_ID }: PageConfig,
  { timers }: PlatformPort,
  host: { readonly chrome?: { readonly runtime?: ChromeRuntime } },
): BrowserWays {
  learnWayFailures(wayFailureMessages);
  return {
    extension: createExtensionWay({
      runtime: () => host.chrome?.runtime,
      extensionId: companionExtensionId,
      setTimeout: timers.setTimeout,
    }),
  };
}
