import { toHex } from '#shared/bytes/hex.ts';
import { type AppError, TransportError } from '#shared/failure/appError.ts';
import type { HidReportPort } from '../hid/hidPort.ts';

/** One line of a script: a report the client must send, and what the key sends back for it. */
interface ScriptStep {
  readonly expect: Uint8Array;
  readonly answer: readonly Uint8Array[];
}

/** A key that knows only its script. An unexpected report fails the send; `expectDone` finds unused lines. */
export interface ScriptedHidPort extends HidReportPort {
  readonly sent: readonly Uint8Array[];
  /** Adds a line to the script. */
  script(expect: Uint8Array, ...answer: Uint8Array[]): void;
  /** The key says something nobody asked for. */
  say(...reports: Uint8Array[]): void;
  unplug(): void;
  expectDone(): void;
}

/** Makes a plugged-in key with an empty script. */
export function createScriptedHidPort(): ScriptedHidPort {
  const steps: ScriptStep[] = [];
  const sent: Uint8Array[] = [];
  const onReport = new Set<(report: Uint8Array) => void>();
  const onClosed = new Set<(cause: AppError) => void>();
  let isOpen = true;
  let surprise: string | undefined;

  function say(...reports: Uint8Array[]): void {
    for (const report of reports) {
      // A view into a larger buffer, as WebHID gives it.
      const padded = new Uint8Array(report.length + 3);
      padded.set(report, 3);
      for (const listener of onReport) listener(padded.subarray(3));
    }
  }

  return {
    sent,
    say,
    get isOpen() {
      return isOpen;
    },
    async send(report) {
      sent.push(report.slice());
      const step = steps.shift();
      if (step === undefined || toHex(step.expect) !== toHex(report)) {
        surprise ??= `unexpected report ${toHex(report)}`;
        throw new Error(surprise);
      }
      say(...step.answer);
    },
    onReport(listener) {
      onReport.add(listener);
      return () => onReport.delete(listener);
    },
    onClosed(listener) {
      onClosed.add(listener);
      return () => onClosed.delete(listener);
    },
    script: (expect, ...answer) => {
      steps.push({ expect, answer });
    },
    unplug() {
      isOpen = false;
      const cause = new TransportError('device_removed', 'The key was pulled out');
      for (const listener of onClosed) listener(cause);
    },
    expectDone() {
      if (surprise !== undefined) throw new Error(surprise);
      if (steps.length > 0) throw new Error(`${steps.length} lines of the script were not used`);
      if (onReport.size + onClosed.size > 0) throw new Error('A listener was left behind');
    },
  };
}
