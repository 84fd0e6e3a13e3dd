import { describe, expect, it } from 'vitest';
import { isFailureCode } from '#shared/failure/codes.ts';
import { CTAP_STATUS, ctapStatusName, failureCodeOf, toCtapError } from './status.ts';

describe('CTAP status codes', () => {
  it.each([
    [0x06, 0x09, 0x31, 'pin_invalid'],
    [0x06, 0x09, 0x37, 'pin_change_required'],
    [0x06, 0x05, 0x37, 'pin_change_required'],
    [0x06, 0x03, 0x37, 'pin_policy_violation'],
    [0x06, 0x04, 0x37, 'pin_policy_violation'],
    [0x0d, 0x03, 0x37, 'pin_policy_violation'],
    [0x06, 0x09, 0x40, 'command_unsupported'],
    [0x0d, 0x03, 0x40, 'pin_auth_invalid'],
    [0x07, undefined, 0x30, 'reset_window_missed'],
    [0x08, undefined, 0x30, 'ctap_error'],
    [0x07, undefined, 0x3a, 'touch_timeout'],
    [0x01, undefined, 0x27, 'touch_denied'],
    [0x0d, 0x02, 0x27, 'option_unsupported'],
    [0x01, undefined, 0x19, 'credential_excluded'],
    [0x01, undefined, 0x28, 'key_store_full'],
    [0x09, 0x01, 0x17, 'key_store_full'],
    [0x0a, 0x07, 0x01, 'command_unsupported'],
    [0x0d, 0x03, 0xf1, 'command_unsupported'],
    [0x01, undefined, 0xf1, 'ctap_error'],
    [0x04, undefined, 0xe5, 'ctap_error'],
  ])('after command %i, subCommand %s, %i means %s', (command, subCommand, status, code) => {
    expect(failureCodeOf(command, subCommand, status)).toBe(code);
  });

  it('keep their number, and the name the specification gives it', () => {
    expect(toCtapError(0x06, 0x09, 0xfe)).toMatchObject({
      code: 'ctap_error',
      command: 0x06,
      subCommand: 0x09,
      status: 0xfe,
    });
    expect(ctapStatusName(0x33)).toBe('CTAP2_ERR_PIN_AUTH_INVALID');
    expect(ctapStatusName(0xfe)).toBe('0xfe');
  });

  it('have a code of the closed list, every one', () => {
    for (const status of Object.values(CTAP_STATUS)) {
      expect(isFailureCode(failureCodeOf(0x01, undefined, status))).toBe(true);
    }
  });
});
