import { describe, expect, it } from 'vitest';
import { keyShape } from './keyShape.ts';

describe('the outline of a key', () => {
  it.each([
    ['YubiKey 5C NFC', 'usbC'],
    ['YubiKey 5 Nano', 'nano'],
    ['YubiKey Bio - FIDO Edition', 'fingerprint'],
    ['Security Key C NFC', 'usbC'],
    ['YubiKey OTP+FIDO+CCID', 'usbA'],
    ['CanoKey', 'usbA'],
    ['', 'usbA'],
  ])('of %j is %s', (productName, shape) => {
    expect(keyShape(productName)).toBe(shape);
  });
});
