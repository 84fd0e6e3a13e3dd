import { type CtapCallOptions, type CtapLink, callCtap } from '../ctapCall.ts';
import { CTAP_COMMAND } from '../ctapCommand.ts';

/**
 * Waits until the person touches this key; with several keys plugged in, the touched one is meant.
 * Wire: authenticatorSelection (0x0B), CTAP 2.1 and later.
 * @throws CtapError `touch_denied` `touch_timeout` `command_unsupported`; TransportError `cancelled`
 * @see CTAP 2.3 §6.9
 */
export async function selectAuthenticator(
  link: CtapLink,
  options?: CtapCallOptions,
): Promise<void> {
  await callCtap(link, { command: CTAP_COMMAND.selection }, options);
}
