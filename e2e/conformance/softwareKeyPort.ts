import type { SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import type { HidReportPort } from '#shared/ctap/hid/hidPort.ts';
import { type AppError, TransportError } from '#shared/failure/appError.ts';

const VIEW_OFFSET = 3;

/**
 * A powered software key as the transport port of the client. The port ends when the key loses power and stays ended:
 * after plugging in anew there has to be a new one, as with a HIDDevice.
 */
export function createSoftwareKeyPort(
  key: Pick<SoftwareKey, 'isPowered' | 'onChange' | 'onReport' | 'receive'>,
): HidReportPort {
  const closeListeners = new Set<(cause: AppError) => void>();
  let isOpen = key.isPowered();
  const removed = () => new TransportError('device_removed', 'The key was pulled out');
  const stopWatching = key.onChange(() => {
    if (key.isPowered() || !isOpen) return;
    isOpen = false;
    stopWatching();
    for (const listener of [...closeListeners]) listener(removed());
  });
  return {
    get isOpen() {
      return isOpen;
    },
    async send(report) {
      if (!isOpen) throw removed();
      // The system takes a report before the key has seen it.
      await Promise.resolve();
      key.receive(report.slice());
    },
    onReport(listener) {
      return key.onReport((report) => {
        if (isOpen) listener(shifted(report));
      });
    },
    onClosed(listener) {
      closeListeners.add(listener);
      return () => closeListeners.delete(listener);
    },
  };
}

/** The same bytes as a view that does not begin where its buffer does, as WebHID gives them. */
function shifted(report: Uint8Array): Uint8Array {
  const padded = new Uint8Array(report.length + VIEW_OFFSET);
  padded.set(report, VIEW_OFFSET);
  return padded.subarray(VIEW_OFFSET);
}
