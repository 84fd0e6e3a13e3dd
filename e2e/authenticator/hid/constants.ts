/** CTAPHID command bytes without the init bit (CTAP 2.1 §11.2.9). */
export const HID_COMMAND = {
  PING: 0x01,
  MSG: 0x03,
  LOCK: 0x04,
  INIT: 0x06,
  WINK: 0x08,
  CBOR: 0x10,
  CANCEL: 0x11,
  KEEPALIVE: 0x3b,
  ERROR: 0x3f,
  /** Yubico's READ CONFIG, 0xC2 on the wire. */
  YUBICO_READ_CONFIG: 0x42,
} as const;

/** The byte of a CTAPHID_ERROR frame (CTAP 2.1 §11.2.9.1.6). */
export const HID_ERROR = {
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

export const KEEPALIVE_STATUS = { PROCESSING: 1, UP_NEEDED: 2 } as const;

/** Capability bits in the answer to CTAPHID_INIT. */
export const HID_CAPABILITY = { WINK: 0x01, CBOR: 0x04, NMSG: 0x08 } as const;

export const BROADCAST_CHANNEL = 0xffffffff;
export const REPORT_BYTES = 64;
/** 57 bytes in the first frame and 128 continuations of 59. */
export const MAX_MESSAGE_BYTES = 7609;
/** How long the rest of a message may take. */
export const MESSAGE_TIMEOUT_MS = 500;
export const KEEPALIVE_EVERY_MS = 100;
