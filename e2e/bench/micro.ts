import { createCipheriv, createECDH, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Decoder } from 'cbor-x/index-no-eval';
import { concat } from '#shared/bytes/concat.ts';
import { decodeCbor } from '#shared/cbor/decodeCbor.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import { createPinUvAuthProtocol } from '#shared/ctap/pinuv/pinUvAuthProtocol.ts';
import { compare } from './compare.ts';
import { registrationRow } from './registrationRow.ts';
import { type Row, row } from './row.ts';

/** Our codecs beside the libraries under or beside them, as ratios: above 1 ours takes longer. */
export async function microRows(): Promise<Row[]> {
  return [
    row('CBOR decode of a getInfo beside cbor-x', await cborRatio(), '×'),
    row('PIN protocol two, one setPIN, beside node:crypto', await pinRatio(), '×'),
    await registrationRow(),
  ];
}

function cborRatio(): Promise<number> {
  const getInfo = encodeCbor(
    new Map<number, unknown>([
      [1, ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1']],
      [2, ['credProtect', 'hmac-secret', 'minPinLength', 'credBlob', 'largeBlobKey']],
      [3, new Uint8Array(16)],
      [4, new Map(['rk', 'up', 'credMgmt', 'authnrCfg', 'clientPin'].map((name) => [name, true]))],
      [5, 1200],
      [6, [2, 1]],
      [9, ['nfc', 'usb']],
      [
        10,
        [
          new Map<string, number | string>([
            ['alg', -7],
            ['type', 'public-key'],
          ]),
        ],
      ],
      [13, 4],
      [14, 328_966],
    ]) as Parameters<typeof encodeCbor>[0],
  );
  const decoder = new Decoder({ mapsAsObjects: false, useRecords: false });
  return compare(
    () => decodeCbor(getInfo),
    () => decoder.decode(getInfo),
  );
}

function pinRatio(): Promise<number> {
  const key = createECDH('prime256v1');
  const peer = new Uint8Array(key.generateKeys());
  const pin = new Uint8Array(64);
  const ours = createPinUvAuthProtocol(
    2,
    createNobleCrypto((length) => new Uint8Array(randomBytes(length))),
  );
  return compare(
    () => {
      const { sharedSecret } = ours.encapsulate(peer);
      ours.authenticate(sharedSecret, ours.encrypt(sharedSecret, pin));
    },
    () => {
      const ecdh = createECDH('prime256v1');
      ecdh.generateKeys();
      const z = ecdh.computeSecret(peer);
      const salt = new Uint8Array(32);
      const hmacKey = Buffer.from(hkdfSync('sha256', z, salt, 'CTAP2 HMAC key', 32));
      const aesKey = Buffer.from(hkdfSync('sha256', z, salt, 'CTAP2 AES key', 32));
      const iv = randomBytes(16);
      const cipher = createCipheriv('aes-256-cbc', aesKey, iv).setAutoPadding(false);
      createHmac('sha256', hmacKey)
        .update(concat(iv, cipher.update(pin)))
        .digest();
    },
    { calls: 20 },
  );
}
