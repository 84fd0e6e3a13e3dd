import { describe, expect, it } from 'vitest';
import { firmwareText, identityLine } from './keyNames.ts';

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

  it.each([
    [0x050701, '5.7.1'],
    [0x020100, '2.1.0'],
    [201, '201'],
    [1796, '1796'],
    [20100, '20100'],
  ])('show firmware %d as %s', (version, text) => {
    expect(firmwareText(version)).toBe(text);
  });
});
