import { describe, expect, it } from 'vitest';
import { utf8Encode } from '#shared/bytes/utf8.ts';
import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import { getInfoMapOf, getInfoOf } from '../testing/keyModels.ts';
import { parseGetInfoResponse } from './getInfo.ts';

const AAGUID = new Uint8Array(16);

function infoWith(...members: [number, CborValue][]) {
  const map: CborMap = new Map([[3, AAGUID] as [number, CborValue], ...members]);
  return parseGetInfoResponse(map);
}

describe('getInfo of real firmware', () => {
  it('reads opensk', () => {
    expect(getInfoOf('opensk')).toMatchObject({
      versions: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1'],
      maxMsgSize: 7609,
      pinUvAuthProtocols: [2, 1],
      maxCredentialCountInList: undefined,
      maxCredentialIdLength: 241,
      transports: ['usb'],
      algorithms: [{ type: 'public-key', alg: -7 }],
      forcePinChange: false,
      firmwareVersion: 20100,
      maxRpIdsForSetMinPinLength: 8,
      remainingDiscoverableCredentials: 150,
    });
  });

  it('fills in what canokey, solo and vfido leave out', () => {
    expect(getInfoOf('canokey')).toMatchObject({ minPinLength: 4, forcePinChange: false });
    expect(getInfoOf('solo')).toMatchObject({ transports: [], algorithms: undefined });
    expect(getInfoOf('vfido')).toMatchObject({ extensions: [], maxMsgSize: 1024, minPinLength: 4 });
  });

  it('keeps the exact 64-bit numbers of pico', () => {
    expect(getInfoOf('pico').vendorPrototypeConfigCommands).toEqual([
      0x03e43f56b34285e2n,
      0x1831a40f04a25ed9n,
      0x66f2a674c29a8dcfn,
      0xffffffffffffffffn,
    ]);
  });
});

describe('getInfo', () => {
  it('reads every member of CTAP 2.3', () => {
    const info = infoWith(
      [0x11, 3],
      [0x12, 2],
      [0x13, new Map([['FIPS-CMVP-3', 1]])],
      [0x14, 12],
      [0x15, [1, 2n ** 63n]],
      [0x16, ['packed', 'none']],
      [0x17, 5],
      [0x18, true],
      [0x19, Uint8Array.of(1)],
      [0x1a, ['usb']],
      [0x1b, false],
      [0x1c, utf8Encode('https://example.com/pin')],
      [0x1d, 63],
      [0x1e, Uint8Array.of(2)],
      [0x1f, [1, 2, 3, 4]],
    );
    expect(info).toMatchObject({
      preferredPlatformUvAttempts: 3,
      uvModality: 2,
      certifications: new Map([['FIPS-CMVP-3', 1]]),
      remainingDiscoverableCredentials: 12,
      vendorPrototypeConfigCommands: [1n, 2n ** 63n],
      attestationFormats: ['packed', 'none'],
      uvCountSinceLastPinEntry: 5,
      longTouchForReset: true,
      encIdentifier: Uint8Array.of(1),
      transportsForReset: ['usb'],
      pinComplexityPolicy: false,
      pinComplexityPolicyUrl: 'https://example.com/pin',
      maxPinLength: 63,
      encCredStoreState: Uint8Array.of(2),
      authenticatorConfigCommands: [1, 2, 3, 4],
    });
    expect(info.unknown.size).toBe(0);
  });

  it('keeps members of later versions as they came', () => {
    expect(infoWith([0x20, 'later'], [0x21, 7]).unknown).toEqual(
      new Map<number, CborValue>([
        [0x20, 'later'],
        [0x21, 7],
      ]),
    );
  });

  it('takes the defaults of the specification', () => {
    expect(infoWith()).toMatchObject({
      versions: [],
      pinUvAuthProtocols: [],
      maxMsgSize: 1024,
      minPinLength: 4,
      maxRpIdsForSetMinPinLength: 0,
      attestationFormats: ['packed'],
      longTouchForReset: false,
    });
  });

  it('assumes protocol one for a key with a PIN option and no list, as CTAP 2.0 allows', () => {
    expect(infoWith([4, new Map([['clientPin', true]])]).pinUvAuthProtocols).toEqual([1]);
  });

  it.each([
    ['no AAGUID', new Map()],
    ['a short AAGUID', new Map([[3, new Uint8Array(15)]])],
    [
      'an option that is no boolean',
      new Map<number, CborValue>([
        [3, AAGUID],
        [4, new Map([['rk', 1]])],
      ]),
    ],
    [
      'a version that is no text',
      new Map<number, CborValue>([
        [3, AAGUID],
        [1, [1]],
      ]),
    ],
    [
      'a protocol that is no integer',
      new Map<number, CborValue>([
        [3, AAGUID],
        [6, ['two']],
      ]),
    ],
    [
      'an algorithm without a number',
      new Map<number, CborValue>([
        [3, AAGUID],
        [10, [new Map([['type', 'x']])]],
      ]),
    ],
    [
      'an algorithm that is no map',
      new Map<number, CborValue>([
        [3, AAGUID],
        [10, [-7]],
      ]),
    ],
    [
      'a vendor command that is text',
      new Map<number, CborValue>([
        [3, AAGUID],
        [21, ['1']],
      ]),
    ],
    [
      'a URL that is not UTF-8',
      new Map<number, CborValue>([
        [3, AAGUID],
        [28, Uint8Array.of(0xff)],
      ]),
    ],
  ])('refuses %s', (_title, map) => {
    expect(() => parseGetInfoResponse(map as CborMap)).toThrow(
      expect.objectContaining({ code: 'cbor_invalid' }),
    );
  });

  it('copies nothing from one key to another', () => {
    expect(getInfoMapOf('solo')).not.toBe(getInfoMapOf('solo'));
    expect(infoWith().certifications).not.toBe(infoWith().certifications);
  });
});
