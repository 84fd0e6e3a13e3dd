import type { HidReportPort } from '#shared/ctap/hid/hidPort.ts';
import { type AppError, TransportError } from '#shared/failure/appError.ts';
import { toHidFailure } from './hidFailure.ts';
import { type HidDeviceLike, isInputReport } from './hidTypes.ts';

/** An opened key. The port ends once: by `close`, by `end`, or when a write fails for good. */
export interface WebHidPort extends HidReportPort {
  close(): Promise<void>;
  /** The browser says that the key is gone. */
  end(cause: AppError): void;
}

/** FIDO interfaces have neither report ids nor other sizes (CTAP 2.3 §11.2.8.2), and Chrome hides the descriptor. */
const REPORT_ID = 0;
const REPORT_BYTES = 64;
const LAST_WRITES_MS = 500;

/**
 * Opens a HID device as a port for CTAPHID. Listens before it opens, so that no report is lost, and closes the device
 * again when anything fails after that.
 * @throws TransportError `hid_blocked`, `device_removed`
 */
export async function openWebHidPort(device: HidDeviceLike): Promise<WebHidPort> {
  const reportListeners = new Set<(report: Uint8Array) => void>();
  const closeListeners = new Set<(cause: AppError) => void>();
  const listening = new AbortController();
  let ended: AppError | undefined;
  let hasWritten = false;
  let writes: Promise<void> = Promise.resolve();

  function end(cause: AppError): void {
    if (ended !== undefined) return;
    ended = cause;
    listening.abort();
    for (const listener of [...closeListeners]) listener(cause);
    closeListeners.clear();
    reportListeners.clear();
  }

  async function write(report: Uint8Array): Promise<void> {
    if (ended !== undefined) throw ended;
    const padded = new Uint8Array(REPORT_BYTES);
    padded.set(report);
    try {
      await device.sendReport(REPORT_ID, padded);
      hasWritten = true;
    } catch (cause) {
      throw ended ?? toHidFailure(cause, hasWritten ? 'laterWrite' : 'firstWrite');
    }
  }

  device.addEventListener(
    'inputreport',
    (input) => {
      if (!isInputReport(input) || input.reportId !== REPORT_ID) return;
      const { buffer, byteOffset, byteLength } = input.data;
      // A copy: nobody promises that the buffer is not used for the next report.
      const report = new Uint8Array(buffer, byteOffset, byteLength).slice();
      for (const listener of [...reportListeners]) listener(report);
    },
    { signal: listening.signal },
  );

  try {
    if (!device.opened) await device.open();
  } catch (cause) {
    listening.abort();
    // Harmless when it never opened, and the only way back when it half did.
    await device.close().catch(() => undefined);
    throw toHidFailure(cause, 'open');
  }

  return {
    get isOpen() {
      return ended === undefined;
    },
    send(report) {
      if (report.length > REPORT_BYTES) {
        throw new TypeError(`A report has at most ${REPORT_BYTES} bytes`);
      }
      // One at a time: frames of a message must arrive in order, and Blink gives no order for parallel writes.
      const turn = writes.then(() => write(report));
      writes = turn.catch(() => undefined);
      return turn;
    },
    onReport(listener) {
      reportListeners.add(listener);
      return () => reportListeners.delete(listener);
    },
    onClosed(listener) {
      closeListeners.add(listener);
      return () => closeListeners.delete(listener);
    },
    end,
    async close() {
      // A CANCEL that was just written must still go out, or the key blinks on with nobody there. A write that hangs
      // ends when the device is closed.
      await Promise.race([writes, lastMoment()]);
      end(new TransportError('cancelled', 'The key was closed'));
      await device.close().catch(() => undefined);
    },
  };
}

function lastMoment(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, LAST_WRITES_MS);
  });
}
