import { CtapHidError } from '#shared/failure/appError.ts';
import { CTAPHID_SIZE, INIT_PACKET_BIT } from './ctapHidConstants.ts';

/** One whole CTAPHID message; `command` without the initialization bit. */
export interface CtapHidMessage {
  readonly command: number;
  readonly payload: Uint8Array;
}

/** What one more packet led to; `undefined` where more packets are needed or the packet is not for us. */
type AssemblerResult =
  | { readonly message: CtapHidMessage; readonly error?: undefined }
  | { readonly error: CtapHidError; readonly message?: undefined }
  | undefined;

/** Puts the packets of one channel back together. After a message or an error it starts afresh. */
export interface CtapHidAssembler {
  parse(packet: Uint8Array): AssemblerResult;
}

interface PartialMessage {
  readonly command: number;
  readonly payload: Uint8Array;
  received: number;
  nextSequence: number;
}

/**
 * Makes the assembler of one channel. Packets of other channels lead to nothing: every program that has the key open
 * sees every answer. Memory is taken only after the announced length has been checked.
 * Errors (as values, `ctaphid_protocol`): a report that is not 64 bytes, a length above 7609, a sequence number out
 * of order, a new message before the last one ended. A continuation packet without a beginning is skipped: it is the
 * rest of an answer nobody waits for any more.
 * @see CTAP 2.3 §11.2.4, §11.2.5
 */
export function createAssembler(channelId: number): CtapHidAssembler {
  let partial: PartialMessage | undefined;

  function fail(message: string): AssemblerResult {
    partial = undefined;
    return { error: new CtapHidError('ctaphid_protocol', message) };
  }

  function take(data: Uint8Array): AssemblerResult {
    if (partial === undefined) return undefined;
    const wanted = partial.payload.length - partial.received;
    const part = data.subarray(0, wanted);
    partial.payload.set(part, partial.received);
    partial.received += part.length;
    if (partial.received < partial.payload.length) return undefined;
    const message = { command: partial.command, payload: partial.payload };
    partial = undefined;
    return { message };
  }

  function parse(packet: Uint8Array): AssemblerResult {
    if (packet.length !== CTAPHID_SIZE.REPORT)
      return fail(`A CTAPHID report has ${CTAPHID_SIZE.REPORT} bytes, not ${packet.length}`);
    const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
    if (view.getUint32(0) !== channelId) return undefined;
    const typeOrSequence = view.getUint8(4);

    if ((typeOrSequence & INIT_PACKET_BIT) === 0) {
      if (partial === undefined) return undefined;
      if (typeOrSequence !== partial.nextSequence)
        return fail(
          `Continuation packet ${typeOrSequence} came instead of ${partial.nextSequence}`,
        );
      partial.nextSequence += 1;
      return take(packet.subarray(CTAPHID_SIZE.CONT_HEADER));
    }

    if (partial !== undefined) return fail('A new message began before the last one ended');
    const length = view.getUint16(5);
    if (length > CTAPHID_SIZE.MAX_MESSAGE) return fail(`A message of ${length} bytes is announced`);
    partial = {
      command: typeOrSequence & ~INIT_PACKET_BIT,
      payload: new Uint8Array(length),
      received: 0,
      nextSequence: 0,
    };
    return take(packet.subarray(CTAPHID_SIZE.INIT_HEADER));
  }

  return { parse };
}
