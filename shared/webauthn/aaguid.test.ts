import { describe, expect, it } from 'vitest';
import { fromHex } from '#shared/bytes/hex.ts';
import { formatAaguid } from './aaguid.ts';

describe('formatAaguid', () => {
  it('writes the bytes in their order, as metadata and Graph do', () => {
    expect(formatAaguid(fromHex('2FC0579F811347EAB116BB5A8DB9202A'))).toBe(
      '2fc0579f-8113-47ea-b116-bb5a8db9202a',
    );
    expect(formatAaguid(new Uint8Array(16))).toBe('00000000-0000-0000-0000-000000000000');
  });

  it.each([0, 15, 17])('refuses %s bytes', (length) => {
    expect(() => formatAaguid(new Uint8Array(length))).toThrow(
      expect.objectContaining({ code: 'ceremony_invalid' }),
    );
  });
});
