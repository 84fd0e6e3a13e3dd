import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { der, oid } from '../testing/derWriter.ts';
import { credentialIdText, urlTokenEncode } from './credentialIdText.ts';
import { derChildren, derElement, TAG } from './der.ts';

describe('credential ids as text', () => {
  it('carry the bytes in every encoding', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(9), (bytes, position) => {
        const read = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
        expect(read(credentialIdText(bytes, 'base64url', position))).toEqual(bytes);
        expect(read(credentialIdText(bytes, 'base64', position))).toEqual(bytes);
        const token = credentialIdText(bytes, 'urlToken', position);
        expect(read(token.slice(0, -1))).toEqual(bytes);
        expect(Number(token.at(-1))).toBe((3 - (bytes.length % 3)) % 3);
      }),
    );
  });

  it('differ by position when mixed', () => {
    const id = Uint8Array.of(0xfb, 0xff);
    expect([0, 1, 2].map((position) => credentialIdText(id, 'mixed', position))).toEqual([
      '+/8=',
      '-_8',
      '-_81',
    ]);
    expect(urlTokenEncode(new Uint8Array(3))).toBe('AAAA0');
  });
});

describe('DER', () => {
  it('reads back what is written, at every length form', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.uint8Array({ maxLength: 5 }),
        (first, second) => {
          const bytes = der(
            TAG.sequence,
            der(TAG.octetString, first),
            der(TAG.octetString, second),
          );
          const element = derElement(bytes);
          expect(element.next).toBe(bytes.length);
          expect(derChildren(element.content).map((child) => child.content)).toEqual([
            first,
            second,
          ]);
        },
      ),
    );
  });

  it('refuses to read past the end', () => {
    expect(() => derElement(Uint8Array.of(0x30, 5, 1))).toThrow(RangeError);
    expect(() => derElement(new Uint8Array())).toThrow(RangeError);
  });

  it('writes object identifiers as X.690 does', () => {
    // 8.19.5 of X.690: the example {2 100 3}, and an arc of several groups.
    expect(oid('1.2.840.113549')).toEqual(Uint8Array.of(6, 6, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d));
  });
});
