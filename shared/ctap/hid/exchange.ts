import { AppError, CtapHidError, TransportError } from '#shared/failure/appError.ts';
import type { AbortSignalLike } from './abortSignalLike.ts';
import { type CtapHidMessage, createAssembler } from './assembler.ts';
import {
  BROADCAST_CHANNEL,
  CTAPHID_COMMAND,
  CTAPHID_ERROR_CODE,
  CTAPHID_KEEPALIVE_STATUS,
} from './ctapHidConstants.ts';
import type { CtapTimers, HidReportPort } from './hidPort.ts';
import { splitMessage } from './splitMessage.ts';

/** What the key says while it works: `touch_needed` when it waits for a person, else `processing`. */
export type KeepaliveStatus = 'processing' | 'touch_needed';

/** One request on the wire and how long to wait for its answer. */
export interface ExchangeRequest {
  readonly channelId: number;
  readonly command: number;
  readonly payload: Uint8Array;
  /** Any of them cancels the request. */
  readonly signals: readonly AbortSignalLike[];
  /** Called when the status changes, not for each of the ten frames a second. */
  readonly onKeepalive?: ((status: KeepaliveStatus) => void) | undefined;
  /** Everything together, in milliseconds. */
  readonly budgetMs: number;
  /** The longest time without any frame from the key, in milliseconds. */
  readonly silenceMs: number;
  /** How long a cancelled request may take to be answered, in milliseconds. */
  readonly cancelGraceMs: number;
  /** False for an answer to somebody else's question (CTAPHID_INIT with another nonce). */
  readonly accepts?: (message: CtapHidMessage) => boolean;
}

/** How a request ended. `inStep` is false when an answer may still be on its way: open a new channel first. */
export type ExchangeOutcome =
  | { readonly payload: Uint8Array; readonly error?: undefined }
  | { readonly error: AppError; readonly inStep: boolean; readonly payload?: undefined };

/**
 * Sends one CTAPHID request and waits for its answer. Never rejects: how it ended is the value.
 * Failures: TransportError `device_removed` `device_timeout` `cancelled`, CtapHidError `ctaphid_error` (the key's own
 * error frame) and `ctaphid_protocol`.
 * @see CTAP 2.3 §11.2.5, §11.2.9
 */
export function exchange(
  port: HidReportPort,
  timers: CtapTimers,
  request: ExchangeRequest,
): Promise<ExchangeOutcome> {
  return new Promise((resolve) => {
    const isBroadcast = request.channelId === BROADCAST_CHANNEL;
    const assembler = createAssembler(request.channelId);
    let settled = false;
    let sent = false;
    let cancelled = false;
    let lastStatus: KeepaliveStatus | undefined;
    let stopSilence = () => {};

    function settle(outcome: ExchangeOutcome): void {
      if (settled) return;
      settled = true;
      stopSilence();
      stopBudget();
      stopReports();
      stopClosed();
      for (const signal of request.signals) signal.removeEventListener('abort', onAbort);
      resolve(outcome);
    }

    function fail(error: AppError, inStep: boolean): void {
      // Whatever else goes wrong after a cancel, the caller asked for an end; a key that is gone is news all the same.
      const reported = cancelled && error.code !== 'device_removed' ? cancelError() : error;
      settle({ error: reported, inStep });
    }

    function sendCancel(): void {
      if (request.command !== CTAPHID_COMMAND.CBOR) return;
      const [frame] = splitMessage(request.channelId, CTAPHID_COMMAND.CANCEL, new Uint8Array());
      if (frame === undefined) return;
      port.send(frame).catch((cause: unknown) => fail(asTransportError(cause), false));
    }

    function onSilence(): void {
      // A key that went silent may still be blinking: tell it to stop, then give up.
      if (!cancelled && sent) sendCancel();
      fail(new TransportError('device_timeout', 'The key did not answer in time'), false);
    }

    function restartSilence(ms: number): void {
      stopSilence();
      stopSilence = timers.setTimeout(onSilence, ms);
    }

    function onAbort(): void {
      if (cancelled || settled) return;
      cancelled = true;
      // A CANCEL before the end of the request would be lost: the key only knows a request it has received whole.
      if (sent) sendCancel();
      restartSilence(request.cancelGraceMs);
    }

    function onMessage(message: CtapHidMessage): void {
      const { command, payload } = message;
      if (isBroadcast && !isAnswerToInit(message, request)) return;
      if (command === CTAPHID_COMMAND.KEEPALIVE) {
        if (cancelled) return;
        restartSilence(request.silenceMs);
        const status = toKeepaliveStatus(payload[0]);
        if (status === lastStatus) return;
        lastStatus = status;
        request.onKeepalive?.(status);
      } else if (command === CTAPHID_COMMAND.ERROR) {
        fail(hidError(payload[0]), payload[0] !== CTAPHID_ERROR_CODE.INVALID_CHANNEL);
      } else if (command !== request.command) {
        const text = `The key answered command ${request.command} with ${command}`;
        fail(new CtapHidError('ctaphid_protocol', text), false);
      } else if (cancelled) {
        fail(cancelError(), true);
      } else {
        settle({ payload });
      }
    }

    const stopReports = port.onReport((report) => {
      const result = assembler.parse(report);
      if (result?.message !== undefined) onMessage(result.message);
      // On the broadcast channel other programs' answers pass by; damage there is not ours.
      else if (result?.error !== undefined && !isBroadcast) fail(result.error, false);
    });
    const stopClosed = port.onClosed((cause) => fail(cause, false));
    const stopBudget = timers.setTimeout(onSilence, request.budgetMs);
    for (const signal of request.signals) signal.addEventListener('abort', onAbort);
    restartSilence(request.silenceMs);

    async function sendAll(): Promise<void> {
      for (const report of splitMessage(request.channelId, request.command, request.payload)) {
        if (settled) return;
        await port.send(report);
      }
      sent = true;
      if (cancelled) sendCancel();
    }
    sendAll().catch((cause: unknown) => fail(asTransportError(cause), false));
  });
}

function isAnswerToInit(message: CtapHidMessage, request: ExchangeRequest): boolean {
  if (message.command === CTAPHID_COMMAND.ERROR)
    return message.payload[0] === CTAPHID_ERROR_CODE.CHANNEL_BUSY;
  return message.command === request.command && (request.accepts?.(message) ?? true);
}

function toKeepaliveStatus(byte: number | undefined): KeepaliveStatus {
  return byte === CTAPHID_KEEPALIVE_STATUS.UPNEEDED ? 'touch_needed' : 'processing';
}

function hidError(hidStatus: number | undefined): CtapHidError {
  const status = hidStatus ?? CTAPHID_ERROR_CODE.OTHER;
  const text = `The key sent CTAPHID error 0x${status.toString(16).padStart(2, '0')}`;
  return new CtapHidError('ctaphid_error', text, { hidStatus: status });
}

function cancelError(): TransportError {
  return new TransportError('cancelled', 'The request was cancelled');
}

function asTransportError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  return new TransportError('device_removed', 'A report could not be sent', { cause });
}
