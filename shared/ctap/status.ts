import { CtapError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { CONFIG_SUBCOMMAND, CTAP_COMMAND, CLIENT_PIN_SUBCOMMAND as PIN } from './ctapCommand.ts';

/** CTAP status codes by their names in the specification. Source: CTAP 2.3 §8.2. */
export const CTAP_STATUS = {
  CTAP2_OK: 0x00,
  CTAP1_ERR_INVALID_COMMAND: 0x01,
  CTAP1_ERR_INVALID_PARAMETER: 0x02,
  CTAP1_ERR_INVALID_LENGTH: 0x03,
  CTAP1_ERR_INVALID_SEQ: 0x04,
  CTAP1_ERR_TIMEOUT: 0x05,
  CTAP1_ERR_CHANNEL_BUSY: 0x06,
  CTAP1_ERR_LOCK_REQUIRED: 0x0a,
  CTAP1_ERR_INVALID_CHANNEL: 0x0b,
  CTAP2_ERR_CBOR_UNEXPECTED_TYPE: 0x11,
  CTAP2_ERR_INVALID_CBOR: 0x12,
  CTAP2_ERR_MISSING_PARAMETER: 0x14,
  CTAP2_ERR_LIMIT_EXCEEDED: 0x15,
  CTAP2_ERR_FP_DATABASE_FULL: 0x17,
  CTAP2_ERR_LARGE_BLOB_STORAGE_FULL: 0x18,
  CTAP2_ERR_CREDENTIAL_EXCLUDED: 0x19,
  CTAP2_ERR_PROCESSING: 0x21,
  CTAP2_ERR_INVALID_CREDENTIAL: 0x22,
  CTAP2_ERR_USER_ACTION_PENDING: 0x23,
  CTAP2_ERR_OPERATION_PENDING: 0x24,
  CTAP2_ERR_NO_OPERATIONS: 0x25,
  CTAP2_ERR_UNSUPPORTED_ALGORITHM: 0x26,
  CTAP2_ERR_OPERATION_DENIED: 0x27,
  CTAP2_ERR_KEY_STORE_FULL: 0x28,
  CTAP2_ERR_UNSUPPORTED_OPTION: 0x2b,
  CTAP2_ERR_INVALID_OPTION: 0x2c,
  CTAP2_ERR_KEEPALIVE_CANCEL: 0x2d,
  CTAP2_ERR_NO_CREDENTIALS: 0x2e,
  CTAP2_ERR_USER_ACTION_TIMEOUT: 0x2f,
  CTAP2_ERR_NOT_ALLOWED: 0x30,
  CTAP2_ERR_PIN_INVALID: 0x31,
  CTAP2_ERR_PIN_BLOCKED: 0x32,
  CTAP2_ERR_PIN_AUTH_INVALID: 0x33,
  CTAP2_ERR_PIN_AUTH_BLOCKED: 0x34,
  CTAP2_ERR_PIN_NOT_SET: 0x35,
  CTAP2_ERR_PUAT_REQUIRED: 0x36,
  CTAP2_ERR_PIN_POLICY_VIOLATION: 0x37,
  CTAP2_ERR_PIN_TOKEN_EXPIRED: 0x38,
  CTAP2_ERR_REQUEST_TOO_LARGE: 0x39,
  CTAP2_ERR_ACTION_TIMEOUT: 0x3a,
  CTAP2_ERR_UP_REQUIRED: 0x3b,
  CTAP2_ERR_UV_BLOCKED: 0x3c,
  CTAP2_ERR_INTEGRITY_FAILURE: 0x3d,
  CTAP2_ERR_INVALID_SUBCOMMAND: 0x3e,
  CTAP2_ERR_UV_INVALID: 0x3f,
  CTAP2_ERR_UNAUTHORIZED_PERMISSION: 0x40,
  CTAP1_ERR_OTHER: 0x7f,
} as const;

/** Not of the specification: canokey's answer to a command it does not handle. */
const CANOKEY_ERR_UNHANDLED_REQUEST = 0xf1;

const S = CTAP_STATUS;
const MEANING: ReadonlyMap<number, FailureCode> = new Map<number, FailureCode>([
  [S.CTAP1_ERR_INVALID_COMMAND, 'command_unsupported'],
  [S.CTAP1_ERR_TIMEOUT, 'touch_timeout'],
  [S.CTAP1_ERR_CHANNEL_BUSY, 'device_busy'],
  [S.CTAP2_ERR_FP_DATABASE_FULL, 'key_store_full'],
  [S.CTAP2_ERR_LARGE_BLOB_STORAGE_FULL, 'key_store_full'],
  [S.CTAP2_ERR_CREDENTIAL_EXCLUDED, 'credential_excluded'],
  [S.CTAP2_ERR_INVALID_CREDENTIAL, 'no_credentials'],
  [S.CTAP2_ERR_UNSUPPORTED_ALGORITHM, 'algorithm_unsupported'],
  [S.CTAP2_ERR_OPERATION_DENIED, 'touch_denied'],
  [S.CTAP2_ERR_KEY_STORE_FULL, 'key_store_full'],
  [S.CTAP2_ERR_UNSUPPORTED_OPTION, 'option_unsupported'],
  [S.CTAP2_ERR_INVALID_OPTION, 'option_unsupported'],
  [S.CTAP2_ERR_KEEPALIVE_CANCEL, 'cancelled'],
  [S.CTAP2_ERR_NO_CREDENTIALS, 'no_credentials'],
  [S.CTAP2_ERR_USER_ACTION_TIMEOUT, 'touch_timeout'],
  [S.CTAP2_ERR_PIN_INVALID, 'pin_invalid'],
  [S.CTAP2_ERR_PIN_BLOCKED, 'pin_blocked'],
  [S.CTAP2_ERR_PIN_AUTH_INVALID, 'pin_auth_invalid'],
  [S.CTAP2_ERR_PIN_AUTH_BLOCKED, 'pin_auth_blocked'],
  [S.CTAP2_ERR_PIN_NOT_SET, 'pin_not_set'],
  [S.CTAP2_ERR_PUAT_REQUIRED, 'pin_auth_invalid'],
  [S.CTAP2_ERR_PIN_POLICY_VIOLATION, 'pin_policy_violation'],
  [S.CTAP2_ERR_PIN_TOKEN_EXPIRED, 'pin_auth_invalid'],
  [S.CTAP2_ERR_ACTION_TIMEOUT, 'touch_timeout'],
  [S.CTAP2_ERR_UV_BLOCKED, 'uv_blocked'],
  [S.CTAP2_ERR_INVALID_SUBCOMMAND, 'command_unsupported'],
  [S.CTAP2_ERR_UV_INVALID, 'uv_invalid'],
  [S.CTAP2_ERR_UNAUTHORIZED_PERMISSION, 'pin_auth_invalid'],
]);

interface SpecialMeaning {
  readonly command: number;
  /** Any, when left out. */
  readonly subCommand?: number;
  readonly status: number;
  readonly code: FailureCode;
}

/** The same number after another command can mean something else. First match counts. */
const SPECIAL_MEANINGS: readonly SpecialMeaning[] = [
  // CTAP 2.3 §6.6: Reset is refused outside the first ten seconds after power-up.
  { command: CTAP_COMMAND.reset, status: S.CTAP2_ERR_NOT_ALLOWED, code: 'reset_window_missed' },
  // CTAP 2.3 §6.5.5.7: a key whose PIN must be changed gives no token for it.
  ...[PIN.getPinToken, PIN.getPinUvAuthTokenUsingPinWithPermissions].map((subCommand) => ({
    command: CTAP_COMMAND.clientPin,
    subCommand,
    status: S.CTAP2_ERR_PIN_POLICY_VIOLATION,
    code: 'pin_change_required' as const,
  })),
  // CTAP 2.3 §6.5.5.7.2: the key has nothing that this permission would be for (canokey and `acfg`).
  ...[
    PIN.getPinUvAuthTokenUsingUvWithPermissions,
    PIN.getPinUvAuthTokenUsingPinWithPermissions,
  ].map((subCommand) => ({
    command: CTAP_COMMAND.clientPin,
    subCommand,
    status: S.CTAP2_ERR_UNAUTHORIZED_PERMISSION,
    code: 'command_unsupported' as const,
  })),
  // CTAP 2.3 §6.11.2: the key does not let always-UV be switched off.
  {
    command: CTAP_COMMAND.authenticatorConfig,
    subCommand: CONFIG_SUBCOMMAND.toggleAlwaysUv,
    status: S.CTAP2_ERR_OPERATION_DENIED,
    code: 'option_unsupported',
  },
  ...[
    CTAP_COMMAND.bioEnrollment,
    CTAP_COMMAND.credentialManagement,
    CTAP_COMMAND.selection,
    CTAP_COMMAND.largeBlobs,
    CTAP_COMMAND.authenticatorConfig,
    CTAP_COMMAND.bioEnrollmentPreview,
    CTAP_COMMAND.credentialManagementPreview,
  ].map((command) => ({
    command,
    status: CANOKEY_ERR_UNHANDLED_REQUEST,
    code: 'command_unsupported' as const,
  })),
];

const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(CTAP_STATUS).map(([name, status]) => [status, name]),
);

/** The specification's name of a status byte, else its number; vendor and future values stay what they are. */
export function ctapStatusName(status: number): string {
  return NAMES.get(status) ?? `0x${status.toString(16).padStart(2, '0')}`;
}

/** What a status byte means after this command; `ctap_error` for one that tells a caller nothing it could act on. */
export function failureCodeOf(
  command: number,
  subCommand: number | undefined,
  status: number,
): FailureCode {
  const special = SPECIAL_MEANINGS.find(
    (one) =>
      one.command === command &&
      one.status === status &&
      (one.subCommand === undefined || one.subCommand === subCommand),
  );
  return special?.code ?? MEANING.get(status) ?? 'ctap_error';
}

/** The error of a command that was answered with a status other than CTAP2_OK. */
export function toCtapError(
  command: number,
  subCommand: number | undefined,
  status: number,
): CtapError {
  const text = `The key answered command 0x${command.toString(16).padStart(2, '0')} with ${ctapStatusName(status)}`;
  return new CtapError(failureCodeOf(command, subCommand, status), text, {
    command,
    subCommand,
    status,
  });
}
