import { fromHex } from '#shared/bytes/hex.ts';
import { utf8Encode } from '#shared/bytes/utf8.ts';
import type { KeyContext } from './commands/context.ts';
import { type Ctap2Listener, runCtap2 } from './ctap2.ts';
import type { Faults } from './faults/fault.ts';
import type { HidMessage } from './hid/assembler.ts';
import { HID_CAPABILITY, HID_COMMAND, HID_ERROR } from './hid/constants.ts';
import type { HidHost, HidReply } from './hid/ctapHid.ts';
import type { Clock } from './ports.ts';
import type { Profile } from './profiles/profile.ts';
import type { LastResult } from './softwareKey.ts';
import type { UserPresence } from './userPresence.ts';
import { yubicoDeviceInfo } from './vendor/yubicoReadConfig.ts';

const WINK_MS = 2_000;
const U2F_VERSION_INSTRUCTION = 0x03;
const SW_NO_ERROR = fromHex('9000');
const SW_INS_NOT_SUPPORTED = fromHex('6d00');

export interface MessageHandlerOptions {
  readonly profile: Profile;
  readonly clock: Clock;
  /** Of models with READ CONFIG. */
  serial(): number | undefined;
  readonly faults: Faults;
  readonly presence: UserPresence;
  /** The ports of a command, as they are now. */
  context(): KeyContext;
  readonly log: (name: string) => void;
  changed(): void;
  powerDown(): void;
}

export interface MessageHandler {
  readonly host: Omit<HidHost, 'send'>;
  powerLost(): void;
  isWinking(): boolean;
  /** The firmware crashed: nothing is answered until the next power-up. */
  isDead(): boolean;
  lastResult(): LastResult | undefined;
}

const hidError = (error: number): HidReply => ({
  command: HID_COMMAND.ERROR,
  data: Uint8Array.of(error),
});

/** U2F knows no more here than its version: enough to see that a key has it. */
function u2fAnswer(request: Uint8Array): Uint8Array {
  const version = request[1] === U2F_VERSION_INSTRUCTION;
  const body = version ? utf8Encode('U2F_V2') : new Uint8Array(0);
  const word = version ? SW_NO_ERROR : SW_INS_NOT_SUPPORTED;
  return Uint8Array.of(...body, ...word);
}

/** Everything behind the transport: which CTAPHID command does what, and which scripted fault strikes. */
export function createMessageHandler(options: MessageHandlerOptions): MessageHandler {
  const { profile, clock, faults, presence } = options;
  let crashed = false;
  let winking = false;
  let stopWinking = () => {};
  let last: LastResult | undefined;

  const listener: Ctap2Listener = {
    started: options.log,
    ended(command, status) {
      last = { command, status };
      options.changed();
    },
  };

  function wink(): HidReply {
    options.log('WINK');
    stopWinking();
    winking = true;
    stopWinking = clock.setTimeout(() => {
      winking = false;
      options.changed();
    }, WINK_MS);
    options.changed();
    return { command: HID_COMMAND.WINK, data: new Uint8Array(0) };
  }

  function readConfig(): HidReply {
    const serial = options.serial();
    if (serial === undefined) return hidError(HID_ERROR.INVALID_CMD);
    options.log('READ_CONFIG');
    return { command: HID_COMMAND.YUBICO_READ_CONFIG, data: yubicoDeviceInfo(profile, serial) };
  }

  async function cbor(message: HidMessage): Promise<HidReply | undefined> {
    const outcome = await runCtap2(options.context(), message.data, listener);
    switch (outcome.type) {
      case 'answer':
        return { command: HID_COMMAND.CBOR, data: outcome.data };
      case 'hidError':
        return hidError(HID_ERROR.INVALID_CMD);
      case 'crash':
        crashed = true;
        return undefined;
      case 'powerLoss':
        options.powerDown();
        return undefined;
      case 'silence':
        return undefined;
    }
  }

  async function process(message: HidMessage): Promise<HidReply | undefined> {
    const can = (bit: number) => (profile.capabilities & bit) !== 0;
    switch (message.command) {
      case HID_COMMAND.CBOR:
        return cbor(message);
      case HID_COMMAND.WINK:
        return can(HID_CAPABILITY.WINK) ? wink() : hidError(HID_ERROR.INVALID_CMD);
      case HID_COMMAND.MSG:
        if (can(HID_CAPABILITY.NMSG)) return hidError(HID_ERROR.INVALID_CMD);
        options.log('MSG');
        return { command: HID_COMMAND.MSG, data: u2fAnswer(message.data) };
      case HID_COMMAND.YUBICO_READ_CONFIG:
        return readConfig();
      default:
        return hidError(HID_ERROR.INVALID_CMD);
    }
  }

  return {
    host: {
      process,
      cancel: () => presence.cancel(),
      abort: () => presence.abort(),
      isWaitingForUser: () => presence.isWaiting(),
      claimsBusy: () => faults.take('busy') !== undefined,
      log: options.log,
    },
    powerLost() {
      crashed = false;
      winking = false;
      stopWinking();
      presence.abort();
    },
    isWinking: () => winking,
    isDead: () => crashed,
    lastResult: () => last,
  };
}
