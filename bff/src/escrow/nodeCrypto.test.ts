import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '#shared/bytes/concat.ts';
import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import { nodeCrypto } from './nodeCrypto.ts';

const noble = createNobleCrypto(nodeCrypto.randomBytes);
const bytes = (length?: number) =>
  fc.uint8Array(
    length === undefined ? { maxLength: 200 } : { minLength: length, maxLength: length },
  );

describe('the backend’s crypto', () => {
  it('hashes and derives as the page’s does', () => {
    fc.assert(
      fc.property(bytes(), bytes(), bytes(), fc.integer({ min: 1, max: 96 }), (a, b, c, length) => {
        expect(nodeCrypto.sha256(a)).toEqual(noble.sha256(a));
        expect(nodeCrypto.hmacSha256(a, b)).toEqual(noble.hmacSha256(a, b));
        expect(nodeCrypto.hkdfSha256(a, b, c, length)).toEqual(noble.hkdfSha256(a, b, c, length));
      }),
    );
  });

  it('encrypts as the page’s does and gets back what went in', () => {
    const blocks = fc.integer({ min: 0, max: 6 }).chain((count) => bytes(count * 16));
    fc.assert(
      fc.property(bytes(32), bytes(16), blocks, (key, iv, data) => {
        const encrypted = nodeCrypto.aes256CbcEncrypt(key, iv, data);
        expect(encrypted).toEqual(noble.aes256CbcEncrypt(key, iv, data));
        expect(nodeCrypto.aes256CbcDecrypt(key, iv, encrypted)).toEqual(data);
      }),
    );
  });

  it('agrees with the page’s on a key, also where a private key begins with zeros', () => {
    const small = Uint8Array.of(...new Uint8Array(30), 1, 77);
    for (let round = 0; round < 20; round += 1) {
      const [ours, theirs] = [nodeCrypto.p256GenerateKeyPair(), noble.p256GenerateKeyPair()];
      expect(ours.privateKey).toHaveLength(32);
      const shared = nodeCrypto.p256SharedX(ours.privateKey, theirs.publicKey);
      expect(shared).toHaveLength(32);
      expect(shared).toEqual(noble.p256SharedX(theirs.privateKey, ours.publicKey));
      expect(nodeCrypto.p256SharedX(small, theirs.publicKey)).toEqual(
        noble.p256SharedX(small, theirs.publicKey),
      );
    }
  });

  it('refuses wrong lengths, points off the curve and impossible private keys', () => {
    const refused = (work: () => unknown) =>
      expect(work).toThrow(expect.objectContaining({ code: 'crypto_invalid' }));
    const { privateKey, publicKey } = nodeCrypto.p256GenerateKeyPair();
    const offCurve = publicKey.with(64, (publicKey[64] ?? 0) ^ 1);
    refused(() => nodeCrypto.p256SharedX(privateKey, offCurve));
    refused(() => nodeCrypto.p256SharedX(privateKey, publicKey.subarray(0, 33)));
    refused(() => nodeCrypto.p256SharedX(privateKey, publicKey.with(0, 6)));
    refused(() => nodeCrypto.p256SharedX(privateKey.subarray(1), publicKey));
    refused(() => nodeCrypto.p256SharedX(new Uint8Array(32), publicKey));
    refused(() => nodeCrypto.p256SharedX(new Uint8Array(32).fill(0xff), publicKey));
    const [key, iv, data] = [new Uint8Array(32), new Uint8Array(16), new Uint8Array(16)];
    refused(() => nodeCrypto.aes256CbcEncrypt(key.subarray(1), iv, data));
    refused(() => nodeCrypto.aes256CbcDecrypt(key, iv.subarray(1), data));
    refused(() => nodeCrypto.aes256CbcEncrypt(key, iv, data.subarray(1)));
  });

  it('leaves its inputs alone and shares no memory with its results', () => {
    const data = concat(Uint8Array.of(1, 2, 3), new Uint8Array(13));
    const before = Uint8Array.from(data);
    const out = nodeCrypto.aes256CbcEncrypt(new Uint8Array(32), new Uint8Array(16), data);
    out.fill(0);
    expect(data).toEqual(before);
    expect(nodeCrypto.randomBytes(16)).not.toEqual(nodeCrypto.randomBytes(16));
  });
});
