import { HID_COMMAND } from '../hid/constants.ts';
import { writeFrames } from '../hid/frames.ts';
import type { RandomBytes } from '../ports.ts';

const FOREIGN_CHANNEL = 0x00c0ffee;

/** A report of somebody else's conversation with the same key, as every client of a HID device gets to see. */
export function foreignFrame(random: RandomBytes): Uint8Array {
  const [report] = writeFrames(FOREIGN_CHANNEL, HID_COMMAND.CBOR, random(40));
  return report ?? new Uint8Array(64);
}
