/** CTAP2 status codes (CTAP 2.1 §8.2), spelled as in the specification. */
export const CTAP_STATUS = {
  OK: 0x00,
  INVALID_COMMAND: 0x01,
  INVALID_PARAMETER: 0x02,
  INVALID_LENGTH: 0x03,
  CBOR_UNEXPECTED_TYPE: 0x11,
  INVALID_CBOR: 0x12,
  MISSING_PARAMETER: 0x14,
  LIMIT_EXCEEDED: 0x15,
  FP_DATABASE_FULL: 0x17,
  LARGE_BLOB_STORAGE_FULL: 0x18,
  CREDENTIAL_EXCLUDED: 0x19,
  UNSUPPORTED_ALGORITHM: 0x26,
  OPERATION_DENIED: 0x27,
  KEY_STORE_FULL: 0x28,
  UNSUPPORTED_OPTION: 0x2b,
  INVALID_OPTION: 0x2c,
  KEEPALIVE_CANCEL: 0x2d,
  NO_CREDENTIALS: 0x2e,
  USER_ACTION_TIMEOUT: 0x2f,
  NOT_ALLOWED: 0x30,
  PIN_INVALID: 0x31,
  PIN_BLOCKED: 0x32,
  PIN_AUTH_INVALID: 0x33,
  PIN_AUTH_BLOCKED: 0x34,
  PIN_NOT_SET: 0x35,
  PUAT_REQUIRED: 0x36,
  PIN_POLICY_VIOLATION: 0x37,
  REQUEST_TOO_LARGE: 0x39,
  UV_BLOCKED: 0x3c,
  INTEGRITY_FAILURE: 0x3d,
  INVALID_SUBCOMMAND: 0x3e,
  UV_INVALID: 0x3f,
  UNAUTHORIZED_PERMISSION: 0x40,
  OTHER: 0x7f,
} as const;

export type StatusName = keyof typeof CTAP_STATUS;

/** Ends a command with a status byte. Never leaves the key. */
export class StatusError extends Error {
  readonly status: number;

  constructor(status: StatusName | number) {
    super(typeof status === 'number' ? `status ${status}` : status);
    this.name = 'StatusError';
    this.status = typeof status === 'number' ? status : CTAP_STATUS[status];
  }
}

/** The command was swept away (power lost, channel re-initialised): nothing is answered. */
export class AbortedError extends Error {}

/** The key's firmware died: silent until the next power cycle. */
export class FirmwareCrash extends Error {}

/** Refuses unless the condition holds. */
export function demand(condition: boolean, status: StatusName | number): asserts condition {
  if (!condition) throw new StatusError(status);
}
