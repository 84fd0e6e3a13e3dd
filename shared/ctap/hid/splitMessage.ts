import { CTAPHID_SIZE, INIT_PACKET_BIT } from './ctapHidConstants.ts';

/**
 * Cuts one CTAPHID message into 64-byte reports: one initialization packet, then continuation packets numbered from 0.
 * Unused bytes of the last report are zero.
 * @param channelId unsigned 32 bit, sent big-endian
 * @param command without the initialization bit, 0x00 to 0x7F
 * @param payload at most 7609 bytes
 * @throws TypeError for a number or a length that does not fit: our own code is wrong then
 * @see CTAP 2.3 §11.2.4
 */
export function splitMessage(
  channelId: number,
  command: number,
  payload: Uint8Array,
): Uint8Array[] {
  if (!Number.isInteger(channelId) || channelId < 0 || channelId > 0xffffffff)
    throw new TypeError('The channel id is not an unsigned 32-bit number');
  if (!Number.isInteger(command) || command < 0 || command > 0x7f)
    throw new TypeError('The CTAPHID command is not within 0x00 and 0x7F');
  if (payload.length > CTAPHID_SIZE.MAX_MESSAGE)
    throw new TypeError(`A CTAPHID message holds at most ${CTAPHID_SIZE.MAX_MESSAGE} bytes`);

  const first = emptyReport(channelId);
  first[4] = INIT_PACKET_BIT | command;
  first[5] = payload.length >>> 8;
  first[6] = payload.length & 0xff;
  first.set(payload.subarray(0, CTAPHID_SIZE.INIT_DATA), CTAPHID_SIZE.INIT_HEADER);

  const reports = [first];
  let offset: number = CTAPHID_SIZE.INIT_DATA;
  while (offset < payload.length) {
    const report = emptyReport(channelId);
    report[4] = reports.length - 1;
    report.set(payload.subarray(offset, offset + CTAPHID_SIZE.CONT_DATA), CTAPHID_SIZE.CONT_HEADER);
    reports.push(report);
    offset += CTAPHID_SIZE.CONT_DATA;
  }
  return reports;
}

function emptyReport(channelId: number): Uint8Array {
  const report = new Uint8Array(CTAPHID_SIZE.REPORT);
  new DataView(report.buffer).setUint32(0, channelId);
  return report;
}
