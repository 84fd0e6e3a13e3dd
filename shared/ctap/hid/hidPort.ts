import type { AppError } from '#shared/failure/appError.ts';

/**
 * One opened security key as the CTAPHID layer needs it: 64-byte reports in and out, and word of its end.
 * Real sides: WebHID in the page, a software key in tests and in the demo.
 * Source: CTAP 2.3 §11.2 (USB HID), reports without a report id.
 */
export interface HidReportPort {
  /** False once the key is unplugged or the port is closed; then `send` rejects. */
  readonly isOpen: boolean;
  /**
   * Sends one report of exactly 64 bytes; resolves when the system took it.
   * @throws TransportError `device_removed` or another transport code.
   */
  send(report: Uint8Array): Promise<void>;
  /** Calls the listener with each report (64 bytes) the key sends; the result stops it. */
  onReport(listener: (report: Uint8Array) => void): () => void;
  /** Calls the listener once when the port is closed or the key is gone, with the reason; the result stops it. */
  onClosed(listener: (cause: AppError) => void): () => void;
}

/** The clock of the CTAPHID layer; `shared/` has none of its own. */
export interface CtapTimers {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Calls back once after `ms` milliseconds; the result cancels it. */
  setTimeout(callback: () => void, ms: number): () => void;
}
