import type { PageConfig } from '#shared/api/session.ts';
import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import {
  type ChromeRuntime,
  createExtensionWay,
  type ExtensionWay,
} from '#web/adapters/extension/extensionWay.ts';
import { isExtensionTooOld, PINNED_EXTENSION_ID } from '#web/usecases/ways/companionExtension.ts';

/** Chrome's part of a window that is used. */
export interface ChromeHost {
  readonly chrome?: { readonly runtime?: ChromeRuntime };
}

/** The companion extension that this page asks for, in the browser that the page is in. */
export function createExtensionHere(
  { companionExtensionId = PINNED_EXTENSION_ID }: PageConfig,
  timers: CtapTimers,
  host: ChromeHost,
): ExtensionWay {
  return createExtensionWay({
    runtime: () => host.chrome?.runtime,
    extensionId: companionExtensionId,
    isTooOld: isExtensionTooOld,
    setTimeout: timers.setTimeout,
  });
}
