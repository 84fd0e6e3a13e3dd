import { createCtapHidChannel } from '../hid/ctapHidChannel.ts';
import { BROADCAST_CHANNEL, CTAPHID_COMMAND as CMD } from '../hid/ctapHidConstants.ts';
import { splitMessage } from '../hid/splitMessage.ts';
import { createFakeTimers } from './fakeTimers.ts';
import { createScriptedHidPort } from './scriptedHidPort.ts';

/** The id pico gives to everyone. */
export const CHANNEL = 0x01000000;
/** A whole getInfo request. */
export const GET_INFO = Uint8Array.of(0x04);

/** A message in reports. */
export function frames(
  command: number,
  payload: number[] | Uint8Array,
  channel = CHANNEL,
): Uint8Array[] {
  return splitMessage(channel, command, Uint8Array.from(payload));
}

/** A message that fits into one report. */
export function frame(
  command: number,
  payload: number[] | Uint8Array,
  channel = CHANNEL,
): Uint8Array {
  const [first] = frames(command, payload, channel);
  if (!first) throw new Error('no report');
  return first;
}

function nonce(count: number): Uint8Array {
  return new Uint8Array(8).fill(count);
}

/** The answer to the INIT with the given number. */
export function initAnswer(count: number, channel = CHANNEL, capabilities = 0x05): Uint8Array {
  const cid = [channel >>> 24, (channel >>> 16) & 0xff, (channel >>> 8) & 0xff, channel & 0xff];
  return frame(CMD.INIT, [...nonce(count), ...cid, 2, 5, 4, 3, capabilities], BROADCAST_CHANNEL);
}

/** A channel on a key with an empty script; its INITs are numbered by their nonce. */
export function setUp() {
  const port = createScriptedHidPort();
  const timers = createFakeTimers();
  let inits = 0;
  const randomBytes = (length: number) => {
    inits += 1;
    return new Uint8Array(length).fill(inits);
  };
  const channel = createCtapHidChannel({ port, timers, randomBytes });
  const scriptInit = (count: number, ...answer: Uint8Array[]) =>
    port.script(frame(CMD.INIT, nonce(count), BROADCAST_CHANNEL), ...answer);
  return { port, timers, channel, scriptInit };
}

/** A channel that is open. */
export async function ready() {
  const parts = setUp();
  parts.scriptInit(1, initAnswer(1));
  await parts.channel.init();
  return parts;
}

/** What a promise rejects with, or the word that it did not; listening from the start, so that no rejection is lost. */
export function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'it succeeded',
    (error) => error,
  );
}
