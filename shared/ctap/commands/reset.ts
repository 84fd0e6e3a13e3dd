import { type CtapCallOptions, type CtapLink, callCtap } from '../ctapCall.ts';
import { CTAP_COMMAND } from '../ctapCommand.ts';

/**
 * Erases every credential and the PIN. The key wants to have been plugged in within the last ten seconds, and a touch.
 * opensk also wants that nothing but getInfo was asked before.
 * Wire: authenticatorReset (0x07).
 * @throws CtapError `reset_window_missed` (NOT_ALLOWED, 0x30) `touch_timeout` `touch_denied`; TransportError
 * @see CTAP 2.3 §6.6
 */
export async function resetAuthenticator(link: CtapLink, options?: CtapCallOptions): Promise<void> {
  await callCtap(link, { command: CTAP_COMMAND.reset }, options);
}
