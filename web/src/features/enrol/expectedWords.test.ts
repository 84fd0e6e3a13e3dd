import { describe, expect, it } from 'vitest';
import { expectedWords } from './InvitationFacts.tsx';

const YUBIKEY = '2fc0579f-8113-47ea-b116-bb5a8db9202a';

describe('which key an invitation means', () => {
  it('is said by its number, by its model, or by both', () => {
    expect(expectedWords({ expectedSerial: '4711', expectedAaguid: null })).toBe(
      'the one with the number 4711 on it',
    );
    expect(expectedWords({ expectedSerial: null, expectedAaguid: YUBIKEY })).toBe(
      'a YubiKey 5 NFC',
    );
    expect(expectedWords({ expectedSerial: '4711', expectedAaguid: YUBIKEY })).toBe(
      'the one with the number 4711 on it, a YubiKey 5 NFC',
    );
  });

  it('is not said where any key will do', () => {
    expect(expectedWords({ expectedSerial: null, expectedAaguid: null })).toBeNull();
  });
});
