import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillDisplayName, MAX_DISPLAY_NAME_LENGTH } from './displayName.ts';

const PARTS = {
  serial: '12345678',
  model: 'YubiKey 5 Series with NFC',
  upn: 'nadia@contoso.example',
  date: '2026-11-22',
  aaguid: '2fc0579f-8113-47ea-b116-bb5a8db9202a',
};

describe('fillDisplayName', () => {
  it('fills every placeholder', () => {
    expect(fillDisplayName('{date} {serial}', PARTS)).toBe('2026-11-22 12345678');
  });

  it('lets the other words give way to the serial when the name is too long', () => {
    const name = fillDisplayName('{model} {serial} {date}', PARTS);
    expect(name).toBe('YubiKey 5 Series with 12345678');
    expect(name).toHaveLength(MAX_DISPLAY_NAME_LENGTH);
  });

  it('leaves no hole where a key has no serial', () => {
    expect(fillDisplayName('Key {serial} of {date}', { ...PARTS, serial: null })).toBe(
      'Key of 2026-11-22',
    );
  });

  it('falls back to the model when nothing of the template is left', () => {
    expect(fillDisplayName('{serial}', { ...PARTS, serial: null, model: 'Solo' })).toBe('Solo');
    expect(fillDisplayName('{serial}', { ...PARTS, serial: null, model: '' })).toBe('Security key');
  });

  it('takes control and direction characters out', () => {
    expect(fillDisplayName('{upn}', { ...PARTS, upn: 'a\u202Eb\u0000c\nd' })).toBe('abcd');
  });

  it('never cuts a character in two', () => {
    expect(fillDisplayName('{upn}', { ...PARTS, upn: `${'x'.repeat(29)}🔑` })).toBe('x'.repeat(29));
  });

  it('always gives 1 to 30 units and the whole serial, for any template', () => {
    const words = fc.constantFrom(
      '{serial}',
      '{model}',
      '{upn}',
      '{date}',
      '{aaguid}',
      'Key',
      ' ',
      '-',
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 12 }), fc.string(), (list, upn) => {
        const template = list.join('');
        const name = fillDisplayName(template, { ...PARTS, upn });
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(MAX_DISPLAY_NAME_LENGTH);
        if (template.includes('{serial}')) expect(name).toContain(PARTS.serial);
      }),
    );
  });
});
