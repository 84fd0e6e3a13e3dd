import * as node from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '#shared/bytes/concat.ts';
import { fromHex, toHex } from '#shared/bytes/hex.ts';
import { CryptoError } from './cryptoError.ts';
import { createNobleCrypto } from './nobleCrypto.ts';
import aes256Cbc from './vectors/aes256Cbc.json' with { type: 'json' };
import hkdfSha256 from './vectors/hkdfSha256.json' with { type: 'json' };
import hmacSha256 from './vectors/hmacSha256.json' with { type: 'json' };
import ecdh from './vectors/p256Ecdh.json' with { type: 'json' };
import sha256 from './vectors/sha256.json' with { type: 'json' };

const crypto = createNobleCrypto((length) => new Uint8Array(node.randomBytes(length)));
/** Counts up, so that a generated key is the same in every run. */
const counting = createNobleCrypto((length) => Uint8Array.from({ length }, (_, index) => index));

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

describe('SHA-256, HMAC and HKDF', () => {
  it.each(sha256.rows)('hash the example $data', ({ data, digest }) => {
    expect(toHex(crypto.sha256(fromHex(data)))).toBe(digest);
  });

  it.each(hmacSha256.rows)('authenticate the RFC 4231 example $mac', ({ key, data, mac }) => {
    const whole = toHex(crypto.hmacSha256(fromHex(key), fromHex(data)));
    expect(whole).toHaveLength(64);
    expect(whole.slice(0, mac.length)).toBe(mac);
  });

  it.each(hkdfSha256.rows)('derive the RFC 5869 example $okm', ({ ikm, salt, info, okm }) => {
    const derived = crypto.hkdfSha256(fromHex(ikm), fromHex(salt), fromHex(info), okm.length / 2);
    expect(toHex(derived)).toBe(okm);
  });

  it('agree with the platform on arbitrary input', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), fc.uint8Array(), (a, b, c) => {
        expect(toHex(crypto.sha256(a))).toBe(node.createHash('sha256').update(a).digest('hex'));
        expect(toHex(crypto.hmacSha256(a, b))).toBe(
          node.createHmac('sha256', a).update(b).digest('hex'),
        );
        expect(toHex(crypto.hkdfSha256(a, b, c, 64))).toBe(
          toHex(new Uint8Array(node.hkdfSync('sha256', a, b, c, 64))),
        );
      }),
    );
  });
});

describe('AES-256-CBC', () => {
  const key = fromHex(aes256Cbc.key);
  const iv = fromHex(aes256Cbc.iv);

  it('encrypts and decrypts the SP 800-38A example without padding', () => {
    const plaintext = fromHex(aes256Cbc.plaintext);
    const ciphertext = fromHex(aes256Cbc.ciphertext);
    expect(toHex(crypto.aes256CbcEncrypt(key, iv, plaintext))).toBe(aes256Cbc.ciphertext);
    expect(toHex(crypto.aes256CbcDecrypt(key, iv, ciphertext))).toBe(aes256Cbc.plaintext);
    expect(toHex(plaintext)).toBe(aes256Cbc.plaintext);
    expect(toHex(ciphertext)).toBe(aes256Cbc.ciphertext);
  });

  it('agrees with the platform on arbitrary blocks, and gives them back', () => {
    const blocks = fc.nat({ max: 8 }).chain((count) => bytes(count * 16));
    fc.assert(
      fc.property(bytes(32), bytes(16), blocks, (someKey, someIv, data) => {
        const cipher = node.createCipheriv('aes-256-cbc', someKey, someIv).setAutoPadding(false);
        const encrypted = crypto.aes256CbcEncrypt(someKey, someIv, data);
        expect(toHex(encrypted)).toBe(toHex(concat(cipher.update(data), cipher.final())));
        expect(toHex(crypto.aes256CbcDecrypt(someKey, someIv, encrypted))).toBe(toHex(data));
      }),
    );
  });

  it('reads views into larger buffers', () => {
    const buffer = concat(Uint8Array.of(1, 2, 3), fromHex(aes256Cbc.plaintext));
    const view = buffer.subarray(3);
    expect(toHex(crypto.aes256CbcEncrypt(key, iv, view))).toBe(aes256Cbc.ciphertext);
  });

  it.each([
    ['a key of 16 bytes', 16, 16, 16],
    ['a key of 33 bytes', 33, 16, 16],
    ['an IV of 12 bytes', 32, 12, 16],
    ['data of 15 bytes', 32, 16, 15],
    ['data of 17 bytes', 32, 16, 17],
  ])('refuses %s', (_what, keyLength, ivLength, dataLength) => {
    const args = [keyLength, ivLength, dataLength].map((length) => new Uint8Array(length));
    const [someKey = key, someIv = iv, data = iv] = args;
    expect(() => crypto.aes256CbcEncrypt(someKey, someIv, data)).toThrow(CryptoError);
    expect(() => crypto.aes256CbcDecrypt(someKey, someIv, data)).toThrow(CryptoError);
  });
});

describe('P-256 key agreement', () => {
  const { initiator, responder, sharedX } = ecdh;
  const point = fromHex(responder.publicKey);
  const privateKey = fromHex(initiator.privateKey);

  it('agrees on the RFC 5903 example from both sides', () => {
    const fromInitiator = crypto.p256SharedX(privateKey, point);
    const fromResponder = crypto.p256SharedX(
      fromHex(responder.privateKey),
      fromHex(initiator.publicKey),
    );
    expect(toHex(fromInitiator)).toBe(sharedX);
    expect(toHex(fromResponder)).toBe(sharedX);
  });

  it('generates keys from the randomness it was given and nothing else', () => {
    const first = counting.p256GenerateKeyPair();
    expect(counting.p256GenerateKeyPair()).toStrictEqual(first);
    expect(first.privateKey).toHaveLength(32);
    expect(first.publicKey).toHaveLength(65);
    expect(crypto.p256GenerateKeyPair()).not.toStrictEqual(crypto.p256GenerateKeyPair());
  });

  it('agrees with the platform, leading zeros of the shared secret included', () => {
    // The shared point with the holder of the private key 1 is the own public key; that of 379, 552 and 751 starts with 0.
    const generator = publicKeyOf(1);
    for (const scalar of [2, 255, 379, 552, 751]) {
      const platform = node.createECDH('prime256v1');
      platform.setPrivateKey(privateKeyOf(scalar));
      const shared = crypto.p256SharedX(privateKeyOf(scalar), generator);
      expect(toHex(shared)).toBe(toHex(platform.computeSecret(generator)));
      expect(toHex(shared)).toBe(toHex(publicKeyOf(scalar).subarray(1, 33)));
      expect(shared[0] === 0).toBe(scalar > 255);
    }
  });

  it.each([
    ['a point off the curve', () => point.with(64, (point[64] ?? 0) ^ 1)],
    ['the point 0, 0', () => concat(Uint8Array.of(4), new Uint8Array(64))],
    ['coordinates beyond the field', () => concat(Uint8Array.of(4), new Uint8Array(64).fill(255))],
    ['a compressed point', () => concat(Uint8Array.of(2), point.subarray(1, 33))],
    ['a hybrid point', () => point.with(0, 6)],
    ['the point at infinity', () => Uint8Array.of(0)],
    ['coordinates without their prefix', () => point.subarray(1)],
    ['one byte too many', () => concat(point, Uint8Array.of(0))],
    ['nothing', () => new Uint8Array()],
  ])('refuses %s as the key of the peer', (_what, peer) => {
    expect(() => crypto.p256SharedX(privateKey, peer())).toThrow(CryptoError);
  });

  it.each([
    ['zero', new Uint8Array(32)],
    ['a scalar beyond the group order', new Uint8Array(32).fill(255)],
    ['31 bytes', new Uint8Array(31).fill(1)],
    ['33 bytes', new Uint8Array(33).fill(1)],
  ])('refuses %s as private key', (_what, scalar) => {
    expect(() => crypto.p256SharedX(scalar, point)).toThrow(
      expect.objectContaining({ code: 'crypto_invalid' }),
    );
  });
});

function privateKeyOf(scalar: number): Uint8Array {
  return new Uint8Array(32).with(30, scalar >> 8).with(31, scalar & 0xff);
}

function publicKeyOf(scalar: number): Uint8Array {
  const platform = node.createECDH('prime256v1');
  platform.setPrivateKey(privateKeyOf(scalar));
  return new Uint8Array(platform.getPublicKey());
}
