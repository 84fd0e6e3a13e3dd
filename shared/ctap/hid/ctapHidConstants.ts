/** CTAPHID command numbers, without the bit that marks an initialization packet. Source: CTAP 2.3 §11.2.9. */
export const CTAPHID_COMMAND = {
  PING: 0x01,
  MSG: 0x03,
  LOCK: 0x04,
  INIT: 0x06,
  WINK: 0x08,
  CBOR: 0x10,
  CANCEL: 0x11,
  KEEPALIVE: 0x3b,
  ERROR: 0x3f,
} as const;

/** Error bytes of a CTAPHID_ERROR frame. Source: CTAP 2.3 §11.2.9.1.6. */
export const CTAPHID_ERROR_CODE = {
  INVALID_CMD: 0x01,
  INVALID_PAR: 0x02,
  INVALID_LEN: 0x03,
  INVALID_SEQ: 0x04,
  MSG_TIMEOUT: 0x05,
  CHANNEL_BUSY: 0x06,
  LOCK_REQUIRED: 0x0a,
  INVALID_CHANNEL: 0x0b,
  OTHER: 0x7f,
} as const;

/** The status byte of a CTAPHID_KEEPALIVE frame. Source: CTAP 2.3 §11.2.9.1.7. */
export const CTAPHID_KEEPALIVE_STATUS = { PROCESSING: 1, UPNEEDED: 2 } as const;

/** Bits of the capability byte in the answer to CTAPHID_INIT. Source: CTAP 2.3 §11.2.9.1.3. */
export const CTAPHID_CAPABILITY = { WINK: 0x01, CBOR: 0x04, NMSG: 0x08 } as const;

/** Sizes in bytes. Source: CTAP 2.3 §11.2.4. */
export const CTAPHID_SIZE = {
  REPORT: 64,
  INIT_HEADER: 7,
  CONT_HEADER: 5,
  INIT_DATA: 57,
  CONT_DATA: 59,
  NONCE: 8,
  INIT_RESPONSE: 17,
  /** One initialization packet and 128 continuation packets. */
  MAX_MESSAGE: 57 + 128 * 59,
} as const;

/** The channel everybody may use, for CTAPHID_INIT only. */
export const BROADCAST_CHANNEL = 0xffffffff;

/** Set in the fifth byte of an initialization packet, clear in a continuation packet. */
export const INIT_PACKET_BIT = 0x80;
