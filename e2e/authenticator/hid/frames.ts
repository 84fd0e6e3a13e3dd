import { REPORT_BYTES } from './constants.ts';

const INIT_BIT = 0x80;
const INIT_HEADER = 7;
const CONTINUATION_HEADER = 5;

/** One 64-byte report, read (CTAP 2.1 §11.2.4). */
export type Frame =
  | {
      readonly type: 'init';
      readonly channel: number;
      readonly command: number;
      readonly length: number;
      readonly payload: Uint8Array;
    }
  | {
      readonly type: 'continuation';
      readonly channel: number;
      readonly sequence: number;
      readonly payload: Uint8Array;
    };

/** Reads a report; one of another size is no report at all and gives `undefined`. */
export function readFrame(report: Uint8Array): Frame | undefined {
  if (report.length !== REPORT_BYTES) return undefined;
  const view = new DataView(report.buffer, report.byteOffset, report.byteLength);
  const channel = view.getUint32(0);
  const marker = view.getUint8(4);
  if ((marker & INIT_BIT) === 0) {
    return {
      type: 'continuation',
      channel,
      sequence: marker,
      payload: report.slice(CONTINUATION_HEADER),
    };
  }
  return {
    type: 'init',
    channel,
    command: marker & ~INIT_BIT,
    length: view.getUint16(5),
    payload: report.slice(INIT_HEADER),
  };
}

/** Cuts a message into zero-padded 64-byte reports. */
export function writeFrames(channel: number, command: number, data: Uint8Array): Uint8Array[] {
  const first = new Uint8Array(REPORT_BYTES);
  const view = new DataView(first.buffer);
  view.setUint32(0, channel);
  view.setUint8(4, command | INIT_BIT);
  view.setUint16(5, data.length);
  first.set(data.subarray(0, REPORT_BYTES - INIT_HEADER), INIT_HEADER);
  const reports = [first];
  const step = REPORT_BYTES - CONTINUATION_HEADER;
  for (
    let at = REPORT_BYTES - INIT_HEADER, sequence = 0;
    at < data.length;
    at += step, sequence++
  ) {
    const next = new Uint8Array(REPORT_BYTES);
    new DataView(next.buffer).setUint32(0, channel);
    next[4] = sequence;
    next.set(data.subarray(at, at + step), CONTINUATION_HEADER);
    reports.push(next);
  }
  return reports;
}
