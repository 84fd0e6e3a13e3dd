import { concat } from '#shared/bytes/concat.ts';
import type { Clock, RandomBytes } from '../ports.ts';
import type { Profile } from '../profiles/profile.ts';
import { createAssembler, type HidMessage } from './assembler.ts';
import {
  BROADCAST_CHANNEL,
  HID_CAPABILITY,
  HID_COMMAND,
  HID_ERROR,
  KEEPALIVE_EVERY_MS,
  KEEPALIVE_STATUS,
  MESSAGE_TIMEOUT_MS,
} from './constants.ts';
import { type Frame, readFrame, writeFrames } from './frames.ts';

const PROTOCOL_VERSION = 2;
const NONCE_BYTES = 8;

export interface HidReply {
  readonly command: number;
  readonly data: Uint8Array;
}

/** What the transport needs from the key behind it. */
export interface HidHost {
  send(report: Uint8Array): void;
  /** Works on one request. `undefined`: the key stays silent. */
  process(message: HidMessage): Promise<HidReply | undefined>;
  /** CTAPHID_CANCEL for the running request. */
  cancel(): void;
  /** The running request is swept away by CTAPHID_INIT. */
  abort(): void;
  isWaitingForUser(): boolean;
  /** True if the key should claim to be busy for this request (a scripted fault). */
  claimsBusy(): boolean;
  log(name: string): void;
}

export interface CtapHid {
  receive(report: Uint8Array): void;
  /** The user is needed (or no longer): tell the client without waiting for the next tick. */
  waitingChanged(): void;
  stop(): void;
}

/** The transport side of a key: channels, one transaction at a time, keepalives, errors (CTAP 2.1 §11.2). */
export function createCtapHid(
  profile: Profile,
  clock: Clock,
  random: RandomBytes,
  host: HidHost,
): CtapHid {
  const assembler = createAssembler();
  const channels = new Set<number>();
  let running: HidMessage | undefined;
  let stopTimeout = () => {};
  let stopKeepalive = () => {};
  let nextSequentialChannel = 1;

  const reply = (channel: number, command: number, data: Uint8Array) => {
    for (const report of writeFrames(channel, command, data)) host.send(report);
  };
  const fail = (channel: number, error: number) =>
    reply(channel, HID_COMMAND.ERROR, Uint8Array.of(error));

  function sweep(): void {
    assembler.drop();
    stopTimeout();
    stopKeepalive();
    if (running !== undefined) {
      running = undefined;
      host.abort();
    }
  }

  function allocate(): number {
    const { channelIds } = profile.quirks;
    if (typeof channelIds === 'number') return channelIds;
    if (channelIds === 'sequential') return nextSequentialChannel++;
    for (;;) {
      const bytes = random(4);
      const id = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
      if (id !== 0 && id !== BROADCAST_CHANNEL && !channels.has(id)) return id;
    }
  }

  function init(frame: Frame & { type: 'init' }): void {
    host.log('INIT');
    if (frame.length !== NONCE_BYTES) {
      fail(frame.channel, HID_ERROR.INVALID_LEN);
      return;
    }
    const busyWith = assembler.pending() ?? running?.channel;
    if (busyWith !== undefined && (busyWith === frame.channel || profile.quirks.initSweepsAll)) {
      sweep();
    } else if (busyWith !== undefined) {
      fail(frame.channel, HID_ERROR.CHANNEL_BUSY);
      return;
    }
    const id = frame.channel === BROADCAST_CHANNEL ? allocate() : frame.channel;
    channels.add(id);
    const idBytes = new Uint8Array(4);
    new DataView(idBytes.buffer).setUint32(0, id);
    const tail = Uint8Array.of(PROTOCOL_VERSION, ...profile.deviceVersion, profile.capabilities);
    const nonce = frame.payload.subarray(0, NONCE_BYTES);
    reply(frame.channel, HID_COMMAND.INIT, concat(nonce, idBytes, tail));
  }

  function scheduleKeepalive(): void {
    stopKeepalive();
    stopKeepalive = clock.setTimeout(() => {
      sendKeepalive();
      scheduleKeepalive();
    }, KEEPALIVE_EVERY_MS);
  }

  function sendKeepalive(): void {
    if (running === undefined || running.command !== HID_COMMAND.CBOR) return;
    const { PROCESSING, UP_NEEDED } = KEEPALIVE_STATUS;
    const status = host.isWaitingForUser() ? UP_NEEDED : PROCESSING;
    reply(running.channel, HID_COMMAND.KEEPALIVE, Uint8Array.of(status));
  }

  async function run(message: HidMessage): Promise<void> {
    running = message;
    scheduleKeepalive();
    const answer = await host.process(message);
    if (running !== message) return;
    stopKeepalive();
    running = undefined;
    if (answer !== undefined) reply(message.channel, answer.command, answer.data);
  }

  function dispatch(message: HidMessage): void {
    const { channel, command, data } = message;
    const knowsCbor = (profile.capabilities & HID_CAPABILITY.CBOR) !== 0;
    if (host.claimsBusy()) {
      fail(channel, HID_ERROR.CHANNEL_BUSY);
    } else if (command === HID_COMMAND.PING) {
      host.log('PING');
      reply(channel, HID_COMMAND.PING, data);
    } else if (command === HID_COMMAND.CBOR && !knowsCbor) {
      fail(channel, HID_ERROR.INVALID_CMD);
    } else if (command === HID_COMMAND.CBOR && data.length === 0) {
      fail(channel, HID_ERROR.INVALID_LEN);
    } else {
      void run(message);
    }
  }

  function take(frame: Frame): void {
    const result = assembler.push(frame);
    if (result.type === 'error') fail(result.channel, result.error);
    // A stranger's frame neither moves nor ends the message that is under way.
    if (assembler.pending() !== undefined && assembler.pending() !== frame.channel) return;
    stopTimeout();
    if (result.type === 'message') {
      dispatch(result.message);
    } else if (assembler.pending() !== undefined) {
      stopTimeout = clock.setTimeout(() => {
        assembler.drop();
        fail(frame.channel, HID_ERROR.MSG_TIMEOUT);
      }, MESSAGE_TIMEOUT_MS);
    }
  }

  return {
    receive(report) {
      const frame = readFrame(report);
      if (frame === undefined) return;
      const { channel } = frame;
      const command = frame.type === 'init' ? frame.command : undefined;
      const isKnown = channels.has(channel);
      if (frame.type === 'init' && frame.command === HID_COMMAND.INIT) {
        if (isKnown || channel === BROADCAST_CHANNEL) init(frame);
        else fail(channel, HID_ERROR.INVALID_CHANNEL);
      } else if (!isKnown) {
        if (command !== undefined) fail(channel, HID_ERROR.INVALID_CHANNEL);
      } else if (command === HID_COMMAND.CANCEL) {
        // No answer of its own: the cancelled request answers (CTAP 2.1 §11.2.9.1.5).
        host.log('CANCEL');
        if (running?.channel === channel) host.cancel();
      } else if (running !== undefined) {
        if (command !== undefined) fail(channel, HID_ERROR.CHANNEL_BUSY);
      } else {
        take(frame);
      }
    },
    waitingChanged() {
      if (host.isWaitingForUser()) {
        sendKeepalive();
        scheduleKeepalive();
      }
    },
    stop() {
      sweep();
      channels.clear();
    },
  };
}
