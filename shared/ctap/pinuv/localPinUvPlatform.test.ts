import { describe, expect, it } from 'vitest';
import { utf8Encode } from '#shared/bytes/utf8.ts';
import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import { failureOf } from '../testing/failureOf.ts';
import {
  createFixedCrypto,
  keyPublicKey,
  message,
  newPin,
  pin,
  pinFixtures,
  platformPublicKey,
} from '../testing/pinFixture.ts';
import { createLocalPinUvPlatform } from './localPinUvPlatform.ts';
import { createPinUvAuthProtocol } from './pinUvAuthProtocol.ts';

for (const fixture of pinFixtures) {
  describe(`the local platform with protocol ${fixture.protocol}`, () => {
    const peer = { protocol: fixture.protocol, publicKey: keyPublicKey };
    const platform = () => createLocalPinUvPlatform({ crypto: createFixedCrypto(), pin, newPin });

    it('makes the members of setPIN, from the only PIN where no new one is given', async () => {
      const local = createLocalPinUvPlatform({ crypto: createFixedCrypto(), pin });
      expect(await local.setPin(peer)).toEqual({
        keyAgreement: platformPublicKey,
        ...fixture.setPin,
      });
    });

    it('makes the members of changePIN', async () => {
      expect(await platform().changePin(peer)).toEqual({
        keyAgreement: platformPublicKey,
        ...fixture.changePin,
      });
    });

    it('makes the members of a token request by PIN and by finger', async () => {
      expect(await platform().pinHash(peer)).toEqual({
        keyAgreement: platformPublicKey,
        pinHashEnc: fixture.pinHashEnc,
      });
      expect(await platform().keyAgreement(peer)).toEqual({ keyAgreement: platformPublicKey });
    });

    it('authenticates with a token that only it can decrypt', async () => {
      const local = platform();
      const param = await local.authenticate(peer, fixture.encryptedToken, utf8Encode(message));
      expect(param).toEqual(fixture.pinUvAuthParam);
    });

    it('refuses a token of a wrong length', async () => {
      const protocol = createPinUvAuthProtocol(fixture.protocol, createFixedCrypto());
      const long = protocol.encrypt(fixture.sharedSecret, new Uint8Array(48));
      expect(
        await failureOf(platform().authenticate(peer, long, utf8Encode(message))),
      ).toMatchObject({
        code: 'response_invalid',
      });
    });

    it('hashes the NFC of a PIN', async () => {
      const hashOf = (text: string) =>
        createLocalPinUvPlatform({ crypto: createFixedCrypto(), pin: text }).pinHash(peer);
      expect(await hashOf('e\u0301234')).toEqual(await hashOf('\u00e9234'));
    });
  });
}

describe('the local platform', () => {
  let seed = 0;
  const crypto = createNobleCrypto((length) => {
    seed += 1;
    return new Uint8Array(length).fill(seed);
  });
  const keyPair = crypto.p256GenerateKeyPair();
  const otherPair = crypto.p256GenerateKeyPair();
  const peer = { protocol: 2, publicKey: keyPair.publicKey } as const;

  it('keeps one key agreement for one peer and makes a new one for another', async () => {
    const local = createLocalPinUvPlatform({ crypto, pin });
    const first = await local.keyAgreement(peer);
    expect(await local.keyAgreement(peer)).toEqual(first);
    expect(await local.keyAgreement({ ...peer, protocol: 1 })).not.toEqual(first);
    expect(await local.keyAgreement({ ...peer, publicKey: otherPair.publicKey })).not.toEqual(
      first,
    );
  });

  it('does nothing more after dispose', async () => {
    const local = createLocalPinUvPlatform({ crypto, pin });
    await local.keyAgreement(peer);
    local.dispose();
    expect(await failureOf(local.keyAgreement(peer))).toBeInstanceOf(TypeError);
  });

  it('says which PIN it was not given, and never which it was', async () => {
    const local = createLocalPinUvPlatform({ crypto });
    expect(await failureOf(local.pinHash(peer))).toBeInstanceOf(TypeError);
    const tooLong = createLocalPinUvPlatform({ crypto, pin, newPin: '7'.repeat(64) });
    const error = await failureOf(tooLong.changePin(peer));
    expect(error).toMatchObject({ code: 'pin_too_long' });
    expect(String(error)).not.toContain('777');
  });
});
