import { HID_ERROR, MAX_MESSAGE_BYTES } from './constants.ts';
import type { Frame } from './frames.ts';

export interface HidMessage {
  readonly channel: number;
  readonly command: number;
  readonly data: Uint8Array;
}

type Assembled =
  | { readonly type: 'nothing' }
  | { readonly type: 'message'; readonly message: HidMessage }
  | { readonly type: 'error'; readonly channel: number; readonly error: number };

/** Puts frames of one message together, as a value: no timers, no callbacks. */
export interface Assembler {
  /** The channel whose message is incomplete, or `undefined`. */
  pending(): number | undefined;
  push(frame: Frame): Assembled;
  drop(): void;
}

export function createAssembler(): Assembler {
  let partial:
    | { channel: number; command: number; data: Uint8Array; filled: number; sequence: number }
    | undefined;

  const complete = (): Assembled => {
    if (partial === undefined || partial.filled < partial.data.length) return { type: 'nothing' };
    const { channel, command, data } = partial;
    partial = undefined;
    return { type: 'message', message: { channel, command, data } };
  };
  const take = (payload: Uint8Array): Assembled => {
    if (partial === undefined) return { type: 'nothing' };
    const part = payload.subarray(0, partial.data.length - partial.filled);
    partial.data.set(part, partial.filled);
    partial.filled += part.length;
    return complete();
  };

  return {
    pending: () => partial?.channel,
    drop() {
      partial = undefined;
    },
    push(frame) {
      const { channel } = frame;
      if (partial !== undefined && partial.channel !== channel) {
        // A stray continuation of someone else is not worth an answer; a request is.
        if (frame.type === 'continuation') return { type: 'nothing' };
        return { type: 'error', channel, error: HID_ERROR.CHANNEL_BUSY };
      }
      if (frame.type === 'continuation') {
        if (partial === undefined) return { type: 'nothing' };
        if (frame.sequence !== partial.sequence) {
          partial = undefined;
          return { type: 'error', channel, error: HID_ERROR.INVALID_SEQ };
        }
        partial.sequence += 1;
        return take(frame.payload);
      }
      if (partial !== undefined) {
        partial = undefined;
        return { type: 'error', channel, error: HID_ERROR.INVALID_SEQ };
      }
      if (frame.length > MAX_MESSAGE_BYTES) {
        return { type: 'error', channel, error: HID_ERROR.INVALID_LEN };
      }
      const data = new Uint8Array(frame.length);
      partial = { channel, command: frame.command, data, filled: 0, sequence: 0 };
      return take(frame.payload);
    },
  };
}
