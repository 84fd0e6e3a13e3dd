import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { fromHex, toHex } from '#shared/bytes/hex.ts';
import { utf8Decode, utf8Encode } from '#shared/bytes/utf8.ts';
import { AppError } from '#shared/failure/appError.ts';
import { CeremonyError } from './ceremonyError.ts';
import { buildClientDataJson, parseClientData } from './clientData.ts';
import level3 from './vectors/webauthnLevel3.json' with { type: 'json' };

const input = {
  type: 'webauthn.create',
  challenge: 'ZXlKaGJHY2k',
  origin: 'https://login.microsoft.com',
} as const;

describe('buildClientDataJson', () => {
  it('writes the members in the order of browsers, without white space', () => {
    expect(utf8Decode(buildClientDataJson(input))).toBe(
      '{"type":"webauthn.create","challenge":"ZXlKaGJHY2k","origin":"https://login.microsoft.com","crossOrigin":false}',
    );
  });

  it.each(level3.assertions)('writes the WebAuthn Level 3 example $challenge', (assertion) => {
    const bytes = buildClientDataJson({
      type: 'webauthn.get',
      challenge: toBase64Url(fromHex(assertion.challenge)),
      origin: 'https://example.org',
    });
    expect(toHex(bytes)).toBe(assertion.clientDataJson);
  });

  it('escapes what the specification says and nothing else', () => {
    const text = utf8Decode(
      buildClientDataJson({ ...input, origin: '"\\\n\u0000\u001f\u007fä😀/' }),
    );
    expect(text).toContain('"origin":"\\"\\\\\\u000a\\u0000\\u001f\u007fä😀/"');
  });

  it('refuses half of a surrogate pair', () => {
    expect(() => buildClientDataJson({ ...input, origin: '\ud800' })).toThrow(AppError);
  });

  it('is read back by parseClientData', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, (challenge, origin) => {
        const bytes = buildClientDataJson({ type: 'webauthn.get', challenge, origin });
        expect(parseClientData(bytes)).toStrictEqual({
          type: 'webauthn.get',
          challenge,
          origin,
          crossOrigin: false,
        });
      }),
    );
  });
});

describe('parseClientData', () => {
  it('reads the WebAuthn Level 3 example and leaves unknown members out', () => {
    const { registration } = level3;
    expect(parseClientData(fromHex(registration.clientDataJson))).toStrictEqual({
      type: 'webauthn.create',
      challenge: toBase64Url(fromHex(registration.challenge)),
      origin: 'https://example.org',
      crossOrigin: false,
    });
  });

  it('reads crossOrigin and topOrigin, and takes an absent crossOrigin for false', () => {
    const text = '{"origin":"o","challenge":"c","type":"t","crossOrigin":true,"topOrigin":"p"}';
    expect(parseClientData(utf8Encode(text))).toStrictEqual({
      type: 't',
      challenge: 'c',
      origin: 'o',
      crossOrigin: true,
      topOrigin: 'p',
    });
    const short = '{"origin":"o","challenge":"c","type":"t"}';
    expect(parseClientData(utf8Encode(short)).crossOrigin).toBe(false);
  });

  it.each([
    ['nothing', ''],
    ['text that is not JSON', '{'],
    ['null', 'null'],
    ['an array', '[]'],
    ['a string', '"x"'],
    ['no type', '{"challenge":"c","origin":"o"}'],
    ['no challenge', '{"type":"t","origin":"o"}'],
    ['no origin', '{"type":"t","challenge":"c"}'],
    ['a number as challenge', '{"type":"t","challenge":1,"origin":"o"}'],
    ['text as crossOrigin', '{"type":"t","challenge":"c","origin":"o","crossOrigin":"false"}'],
    ['null as crossOrigin', '{"type":"t","challenge":"c","origin":"o","crossOrigin":null}'],
    ['a number as topOrigin', '{"type":"t","challenge":"c","origin":"o","topOrigin":1}'],
    ['a byte order mark', '\ufeff{"type":"t","challenge":"c","origin":"o"}'],
    ['members that are only inherited', '{"__proto__":{"type":"t","challenge":"c","origin":"o"}}'],
  ])('refuses %s', (_what, text) => {
    expect(() => parseClientData(utf8Encode(text))).toThrow(CeremonyError);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(() => parseClientData(fromHex('7bff7d'))).toThrow(CeremonyError);
  });
});
