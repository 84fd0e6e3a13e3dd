import { fromHex } from '#shared/bytes/hex.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { encodeKeyAgreementKey } from '#shared/cose/keyAgreementKey.ts';
import type { Crypto } from '#shared/crypto/cryptoPort.ts';
import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import vectors from '../pinuv/vectors/pinUvAuthProtocol.json' with { type: 'json' };

/** The values of one protocol in the vectors, as bytes. */
export interface PinFixture {
  readonly protocol: 1 | 2;
  readonly sharedSecret: Uint8Array;
  readonly pinHashEnc: Uint8Array;
  readonly setPin: { readonly newPinEnc: Uint8Array; readonly pinUvAuthParam: Uint8Array };
  readonly changePin: {
    readonly newPinEnc: Uint8Array;
    readonly pinHashEnc: Uint8Array;
    readonly pinUvAuthParam: Uint8Array;
  };
  readonly token: Uint8Array;
  readonly encryptedToken: Uint8Array;
  readonly pinUvAuthParam: Uint8Array;
}

export const { pin, newPin, message } = vectors;
export const platformPublicKey = fromHex(vectors.platformPublicKey);
export const keyPublicKey = fromHex(vectors.keyPublicKey);
/** COSE_Keys of both sides. */
export const platformCoseKey: CborMap = encodeKeyAgreementKey(platformPublicKey);
export const keyCoseKey: CborMap = encodeKeyAgreementKey(keyPublicKey);

/** Crypto with the fixed ephemeral key and IV of the vectors. */
export function createFixedCrypto(): Crypto {
  return {
    ...createNobleCrypto(() => fromHex(vectors.iv)),
    p256GenerateKeyPair: () => ({
      privateKey: fromHex(vectors.platformPrivateKey),
      publicKey: fromHex(vectors.platformPublicKey),
    }),
  };
}

/** Protocol one, then two. */
export const pinFixtures: readonly [PinFixture, PinFixture] = [fixture(1), fixture(2)];

function fixture(protocol: 1 | 2): PinFixture {
  const found = vectors.cases.find((one) => one.protocol === protocol);
  if (found === undefined) {
    throw new Error(`no vectors for protocol ${protocol}`);
  }
  const { setPin, changePin } = found;
  return {
    protocol,
    sharedSecret: fromHex(found.sharedSecret),
    pinHashEnc: fromHex(found.pinHashEnc),
    setPin: {
      newPinEnc: fromHex(setPin.newPinEnc),
      pinUvAuthParam: fromHex(setPin.pinUvAuthParam),
    },
    changePin: {
      newPinEnc: fromHex(changePin.newPinEnc),
      pinHashEnc: fromHex(changePin.pinHashEnc),
      pinUvAuthParam: fromHex(changePin.pinUvAuthParam),
    },
    token: fromHex(found.token),
    encryptedToken: fromHex(found.encryptedToken),
    pinUvAuthParam: fromHex(found.pinUvAuthParam),
  };
}
