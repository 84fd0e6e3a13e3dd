import {
  createCipheriv,
  createECDH,
  createHash,
  createHmac,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  sign,
} from 'node:crypto';
import { verifyRegistrationResponse } from '@simplewebauthn/server';
import { Decoder } from 'cbor-x/index-no-eval';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { concat } from '#shared/bytes/concat.ts';
import { decodeCbor } from '#shared/cbor/decodeCbor.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import { createPinUvAuthProtocol } from '#shared/ctap/pinuv/pinUvAuthProtocol.ts';
import { parseAttestationObject } from '#shared/webauthn/attestationObject.ts';
import { parseClientData } from '#shared/webauthn/clientData.ts';
import { compare } from './compare.ts';
import { type Row, row } from './row.ts';

/** Our codecs beside the libraries under or beside them, as ratios: above 1 ours takes longer. */
export async function microRows(): Promise<Row[]> {
  return [
    row('CBOR decode of a getInfo beside cbor-x', await cborRatio(), '×'),
    row('PIN protocol two, one setPIN, beside node:crypto', await pinRatio(), '×'),
    row(
      'registration parse beside a whole @simplewebauthn/server check',
      await registrationRatio(),
      '×',
    ),
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

function registrationRatio(): Promise<number> {
  const made = makeRegistration();
  return compare(
    () => {
      parseClientData(made.clientDataJson);
      parseAttestationObject(made.attestationObject);
    },
    () =>
      verifyRegistrationResponse({
        response: made.response,
        expectedChallenge: made.challenge,
        expectedOrigin: 'https://login.microsoft.com',
        expectedRPID: 'login.microsoft.com',
      }),
    { calls: 20 },
  );
}

function makeRegistration() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const coordinate = (text: string | undefined) =>
    new Uint8Array(Buffer.from(text ?? '', 'base64url'));
  const cose = encodeCbor(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, coordinate(jwk.x)],
      [-3, coordinate(jwk.y)],
    ]),
  );
  const credentialId = new Uint8Array(randomBytes(32));
  const authData = concat(
    new Uint8Array(createHash('sha256').update('login.microsoft.com').digest()),
    Uint8Array.of(0x45, 0, 0, 0, 1),
    new Uint8Array(16),
    Uint8Array.of(0, credentialId.length),
    credentialId,
    cose,
  );
  const challenge = toBase64Url(new Uint8Array(randomBytes(32)));
  const clientDataJson = new TextEncoder().encode(
    JSON.stringify({ type: 'webauthn.create', challenge, origin: 'https://login.microsoft.com' }),
  );
  const hash = createHash('sha256').update(clientDataJson).digest();
  const sig = new Uint8Array(sign('sha256', concat(authData, new Uint8Array(hash)), privateKey));
  const attestationObject = encodeCbor(
    new Map<string, string | Uint8Array | Map<string, number | Uint8Array>>([
      ['fmt', 'packed'],
      [
        'attStmt',
        new Map<string, number | Uint8Array>([
          ['alg', -7],
          ['sig', sig],
        ]),
      ],
      ['authData', authData],
    ]),
  );
  const id = toBase64Url(credentialId);
  return {
    challenge,
    clientDataJson,
    attestationObject,
    response: {
      id,
      rawId: id,
      type: 'public-key' as const,
      clientExtensionResults: {},
      response: {
        clientDataJSON: toBase64Url(clientDataJson),
        attestationObject: toBase64Url(attestationObject),
      },
    },
  };
}
