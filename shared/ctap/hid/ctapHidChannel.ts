import { type AppError, CtapHidError, TransportError } from '#shared/failure/appError.ts';
import type { AbortSignalLike } from './abortSignalLike.ts';
import { createCallQueue } from './callQueue.ts';
import { createCloseSignal } from './closeSignal.ts';
import {
  BROADCAST_CHANNEL,
  CTAPHID_CAPABILITY,
  CTAPHID_COMMAND,
  CTAPHID_ERROR_CODE,
  CTAPHID_SIZE,
} from './ctapHidConstants.ts';
import { type ExchangeOutcome, exchange, type KeepaliveStatus } from './exchange.ts';
import type { CtapTimers, HidReportPort } from './hidPort.ts';
import { type InitResponse, parseInitResponse } from './initResponse.ts';

/** What a caller may say about one call. Times in milliseconds. */
export interface ChannelCallOptions {
  readonly signal?: AbortSignalLike | undefined;
  readonly onKeepalive?: ((status: KeepaliveStatus) => void) | undefined;
  /** Budget of the whole call with every repeat; 120 s unless told. */
  readonly timeoutMs?: number | undefined;
  /** Longest time without a frame from the key; 30 s unless told, never beyond the budget. */
  readonly silenceMs?: number | undefined;
}

/** What one key can do at the CTAPHID level, from its answer to INIT. */
export interface CtapHidCapabilities {
  readonly wink: boolean;
  readonly cbor: boolean;
  /** CTAP1/U2F messages are understood. */
  readonly msg: boolean;
}

/** One CTAPHID channel to one key: a queue of calls, one on the wire at a time. */
export interface CtapHidChannel {
  /** Opens a channel of our own; `call` does it too where it is still to be done. */
  init(options?: ChannelCallOptions): Promise<void>;
  /** Sends a message and gives the answer's payload; `command` is without the initialization bit. */
  call(command: number, payload: Uint8Array, options?: ChannelCallOptions): Promise<Uint8Array>;
  /** {@link CtapHidChannel.call} with CTAPHID_CBOR; the payload begins with the CTAP2 command byte. */
  cbor(payload: Uint8Array, options?: ChannelCallOptions): Promise<Uint8Array>;
  /** Makes the key blink. */
  wink(options?: ChannelCallOptions): Promise<void>;
  /** @throws CtapHidError `ctaphid_protocol` when the key echoes something else. */
  ping(payload: Uint8Array, options?: ChannelCallOptions): Promise<void>;
  /** Ends what is under way and waiting with `cancelled`; the port itself stays with its owner. */
  close(): void;
  /** Undefined until INIT was answered, as the next two. */
  readonly channelId: number | undefined;
  readonly capabilities: CtapHidCapabilities | undefined;
  /** The three version bytes of INIT: the firmware's version on some makes, anything on others. */
  readonly deviceVersion: InitResponse['deviceVersion'] | undefined;
  /** How many requests went out, INIT and repeats included. */
  readonly requestCount: number;
}

/** What a channel is made of; `randomBytes` gives the nonce of INIT. */
export interface CtapHidChannelParts {
  readonly port: HidReportPort;
  readonly timers: CtapTimers;
  readonly randomBytes: (length: number) => Uint8Array;
}

const DEFAULT_TIMEOUT_MS = 120_000;
const DEFAULT_SILENCE_MS = 30_000;
/** INIT is answered at once by every key known; a key that needs longer is dead (a crashed one stays silent). */
const INIT_TIMEOUT_MS = 3_000;
const BUSY_PAUSE_MS = 100;
const CANCEL_GRACE_MS = 2_000;
const MAX_NEW_CHANNELS = 2;
const MAX_RESENDS = 2;

/**
 * Makes the CTAPHID side of one opened key.
 * Failures of every call: TransportError `device_removed` `device_timeout` `device_busy` `cancelled`; CtapHidError
 * `ctaphid_error` (with `hidStatus`) and `ctaphid_protocol`.
 * A call that ended without its answer makes the next one open a new channel first, so that a late answer is never
 * taken for another call's.
 * @see CTAP 2.3 §11.2
 */
export function createCtapHidChannel(parts: CtapHidChannelParts): CtapHidChannel {
  const { port, timers, randomBytes } = parts;
  const queue = createCallQueue();
  let opened: InitResponse | undefined;
  let mustInit = true;
  let requestCount = 0;
  const closing = createCloseSignal();

  function send(
    channelId: number,
    command: number,
    payload: Uint8Array,
    options: ChannelCallOptions,
    deadline: number,
    accepts?: (payload: Uint8Array) => boolean,
  ): Promise<ExchangeOutcome> {
    if (!port.isOpen) throw new TransportError('device_removed', 'The key is not connected');
    if (options.signal?.aborted || closing.aborted) throw cancelError();
    const budgetMs = deadline - timers.now();
    if (budgetMs <= 0) throw new TransportError('device_timeout', 'The time for the call is over');
    requestCount += 1;
    return exchange(port, timers, {
      channelId,
      command,
      payload,
      signals: options.signal ? [options.signal, closing] : [closing],
      onKeepalive: options.onKeepalive,
      budgetMs,
      silenceMs: Math.min(budgetMs, options.silenceMs ?? DEFAULT_SILENCE_MS),
      cancelGraceMs: CANCEL_GRACE_MS,
      ...(accepts && { accepts: (message) => accepts(message.payload) }),
    });
  }

  async function pause(options: ChannelCallOptions, deadline: number): Promise<void> {
    if (timers.now() + BUSY_PAUSE_MS >= deadline)
      throw new TransportError('device_busy', 'The key is busy with another program');
    await new Promise<void>((resolve) => {
      const stop = timers.setTimeout(end, BUSY_PAUSE_MS);
      function end() {
        stop();
        options.signal?.removeEventListener('abort', end);
        resolve();
      }
      options.signal?.addEventListener('abort', end);
    });
  }

  async function openChannel(options: ChannelCallOptions, callDeadline: number): Promise<void> {
    const deadline = Math.min(callDeadline, timers.now() + INIT_TIMEOUT_MS);
    for (;;) {
      const nonce = randomBytes(CTAPHID_SIZE.NONCE);
      const outcome = await send(
        BROADCAST_CHANNEL,
        CTAPHID_COMMAND.INIT,
        nonce,
        { signal: options.signal },
        deadline,
        (payload) => parseInitResponse(payload, nonce) !== undefined,
      );
      if (outcome.error === undefined) {
        opened = parseInitResponse(outcome.payload, nonce);
        mustInit = opened === undefined;
        return;
      }
      if (!isHidError(outcome.error, CTAPHID_ERROR_CODE.CHANNEL_BUSY)) throw outcome.error;
      await pause(options, deadline);
    }
  }

  async function run(command: number, payload: Uint8Array, options: ChannelCallOptions) {
    const deadline = timers.now() + (options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    let newChannels = 0;
    let resends = 0;
    for (;;) {
      if (mustInit || opened === undefined) await openChannel(options, deadline);
      if (opened === undefined) throw new CtapHidError('ctaphid_protocol', 'No channel was opened');
      const outcome = await send(opened.channelId, command, payload, options, deadline);
      if (outcome.error === undefined) return outcome.payload;
      mustInit = !outcome.inStep;
      // These errors mean that the key has not looked at the request, so sending it again cannot act twice.
      if (isHidError(outcome.error, CTAPHID_ERROR_CODE.CHANNEL_BUSY)) {
        await pause(options, deadline);
      } else if (isHidError(outcome.error, CTAPHID_ERROR_CODE.INVALID_CHANNEL)) {
        newChannels += 1;
        if (newChannels > MAX_NEW_CHANNELS) throw outcome.error;
      } else if (isHidError(outcome.error, CTAPHID_ERROR_CODE.MSG_TIMEOUT)) {
        // A computer under load can take longer than half a second from one report to the next, and keys wait no longer.
        resends += 1;
        if (resends > MAX_RESENDS) throw outcome.error;
      } else {
        throw outcome.error;
      }
    }
  }

  async function call(command: number, payload: Uint8Array, options: ChannelCallOptions = {}) {
    return queue.add(() => run(command, payload, options), options.signal);
  }

  return {
    call,
    init: (options = {}) =>
      queue.add(
        () => openChannel(options, timers.now() + (options.timeoutMs ?? INIT_TIMEOUT_MS)),
        options.signal,
      ),
    cbor: (payload, options) => call(CTAPHID_COMMAND.CBOR, payload, options),
    async wink(options) {
      await call(CTAPHID_COMMAND.WINK, new Uint8Array(), options);
    },
    async ping(payload, options) {
      const echo = await call(CTAPHID_COMMAND.PING, payload, options);
      if (echo.length !== payload.length || echo.some((byte, index) => byte !== payload[index]))
        throw new CtapHidError('ctaphid_protocol', 'The key echoed other bytes than were sent');
    },
    close() {
      queue.close();
      closing.abort();
    },
    get channelId() {
      return opened?.channelId;
    },
    get capabilities() {
      return opened && toCapabilities(opened.capabilities);
    },
    get deviceVersion() {
      return opened?.deviceVersion;
    },
    get requestCount() {
      return requestCount;
    },
  };
}

function toCapabilities(bits: number): CtapHidCapabilities {
  return {
    wink: (bits & CTAPHID_CAPABILITY.WINK) !== 0,
    cbor: (bits & CTAPHID_CAPABILITY.CBOR) !== 0,
    msg: (bits & CTAPHID_CAPABILITY.NMSG) === 0,
  };
}

function isHidError(error: AppError, hidStatus: number): boolean {
  return error instanceof CtapHidError && error.hidStatus === hidStatus;
}

function cancelError(): TransportError {
  return new TransportError('cancelled', 'The request was cancelled');
}
