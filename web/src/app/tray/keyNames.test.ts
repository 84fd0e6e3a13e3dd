import { describe, expect, it } from 'vitest';
import { identityLine } from './keyNames.ts';

const aaguid = '2fc0579f-8113-47ea-b116-bb5a8db9202a';
const fingerprint = 'ab12cd34'.padEnd(64, '0');

describe('the names of a key', () => {
  it('show the serial where there is one', () => {
    expect(identityLine({ serial: '12345678', aaguid, fingerprint })).toBe('Serial 12345678');
  });

  it('show the beginning of the fingerprint where there is no serial', () => {
    expect(identityLine({ serial: null, aaguid, fingerprint })).toBe(
      'No serial · fingerprint ab12cd34',
    );
  });
});
