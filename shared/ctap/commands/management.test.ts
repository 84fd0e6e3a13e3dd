import { describe, expect, it } from 'vitest';
import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import { failureOf } from '../testing/failureOf.ts';
import { createScriptedCtapChannel } from '../testing/scriptedCtapChannel.ts';
import {
  buildConfigRequest,
  enableEnterpriseAttestation,
  enableLongTouchForReset,
  setMinPinLength,
  vendorPrototype,
} from './authenticatorConfig.ts';
import {
  beginFingerprint,
  cancelFingerprint,
  captureFingerprint,
  enumerateFingerprints,
  getBioModality,
  getFingerprintSensor,
  removeFingerprint,
  setFingerprintName,
} from './bioEnrollment.ts';
import {
  deleteCredential,
  enumerateCredentials,
  enumerateRps,
  getCredentialsMetadata,
  parseStoredRp,
  updateUserInformation,
} from './credentialManagement.ts';
import { buildLargeBlobsSetRequest, readLargeBlobArray } from './largeBlobs.ts';

const PARAM = new Uint8Array(16).fill(5);
const HASH = new Uint8Array(32).fill(1);
const ID = Uint8Array.of(9);
const DESCRIPTOR = { type: 'public-key', id: ID } as const;
const DESCRIPTOR_MAP = map(['id', ID], ['type', 'public-key']);
const token = { protocol: 1, authenticate: async () => PARAM } as const;

function map(...members: [number | string, CborValue][]): CborMap {
  return new Map(members);
}

function setUp() {
  const channel = createScriptedCtapChannel();
  return { channel, link: { channel, maxMsgSize: 1024 } };
}

for (const command of [0x0a, 0x41] as const) {
  describe(`credential management as command ${command}`, () => {
    const access = { command, token };
    const step = (subCommand: number, params?: CborMap) =>
      map(
        [1, subCommand],
        ...(params ? [[2, params] as [number, CborValue]] : []),
        [3, 1],
        [4, PARAM],
      );

    it('counts', async () => {
      const { channel, link } = setUp();
      channel.script(command, step(1), map([1, 2], [2, 98]));
      expect(await getCredentialsMetadata(link, access)).toEqual({
        existingCredentials: 2,
        maxPossibleRemainingCredentials: 98,
      });
      channel.expectDone();
    });

    it('lists RPs one after the other, and trusts the hash and not the name', async () => {
      const { channel, link } = setUp();
      const rp = (id: string) => map(['id', id], ['name', 'the user, in solo']);
      channel.script(command, step(2), map([3, rp('a')], [4, HASH], [5, 2]));
      channel.script(command, map([1, 3]), map([3, rp('b')], [4, HASH]));
      expect(await enumerateRps(link, access)).toEqual([
        { rpIdHash: HASH, rpId: 'a' },
        { rpIdHash: HASH, rpId: 'b' },
      ]);
      channel.expectDone();
    });

    it('lists the credentials of an RP', async () => {
      const { channel, link } = setUp();
      const entry = map([6, map(['id', ID])], [7, DESCRIPTOR_MAP], [8, map([1, 2])], [10, 3]);
      channel.script(command, step(4, map([1, HASH])), new Map([...entry, [9, 2]]));
      channel.script(command, map([1, 5]), entry);
      const found = await enumerateCredentials(link, access, HASH);
      expect(found).toHaveLength(2);
      expect(found[1]).toMatchObject({ credential: DESCRIPTOR, user: { id: ID }, credProtect: 3 });
      channel.expectDone();
    });

    it('finds an empty key empty', async () => {
      const { channel, link } = setUp();
      channel.script(command, step(2), 0x2e);
      expect(await enumerateRps(link, access)).toEqual([]);
      channel.script(command, step(2), map([4, HASH], [5, 0]));
      expect(await enumerateRps(link, access)).toEqual([]);
    });

    it('does not go round for ever with a key that lies about its number', async () => {
      const { channel, link } = setUp();
      channel.script(command, step(2), map([4, HASH], [5, 4_000_000_000]));
      expect(await failureOf(enumerateRps(link, access))).toMatchObject({
        code: 'response_invalid',
      });
    });

    it('deletes a credential and renames its user', async () => {
      const { channel, link } = setUp();
      channel.script(command, step(6, map([2, DESCRIPTOR_MAP])), 0);
      await deleteCredential(link, access, DESCRIPTOR);
      channel.script(
        command,
        step(7, map([2, DESCRIPTOR_MAP], [3, map(['id', ID], ['name', 'b'])])),
        0x01,
      );
      const renamed = updateUserInformation(link, access, DESCRIPTOR, { id: ID, name: 'b' });
      expect(await failureOf(renamed)).toMatchObject({ code: 'command_unsupported' });
      channel.expectDone();
    });
  });
}

it('refuses an RP whose hash is not 32 bytes', () => {
  expect(() => parseStoredRp(map([4, ID]))).toThrow(
    expect.objectContaining({ code: 'cbor_invalid' }),
  );
});

for (const command of [0x09, 0x40] as const) {
  describe(`bio enrolment as command ${command}`, () => {
    const access = { command, token };
    const step = (subCommand: number, params?: CborMap) =>
      map(
        [1, 1],
        [2, subCommand],
        ...(params ? [[3, params] as [number, CborValue]] : []),
        [4, 1],
        [5, PARAM],
      );

    it('asks about modality and sensor without a token', async () => {
      const { channel, link } = setUp();
      channel.script(command, map([6, true]), map([1, 1]));
      channel.script(command, map([1, 1], [2, 7]), map([2, 1], [3, 5], [8, 15]));
      expect(await getBioModality(link, command)).toBe(1);
      expect(await getFingerprintSensor(link, command)).toEqual({
        fingerprintKind: 1,
        maxCaptureSamples: 5,
        maxFriendlyNameBytes: 15,
      });
      channel.expectDone();
    });

    it('takes a finger touch by touch, with what was wrong with each', async () => {
      const { channel, link } = setUp();
      channel.script(command, step(1), map([4, ID], [5, 0], [6, 2]));
      channel.script(command, step(2, map([1, ID], [3, 9000])), map([5, 7], [6, 2]));
      channel.script(command, step(2, map([1, ID])), map([5, 99], [6, 1]));
      expect(await beginFingerprint(link, access)).toEqual({
        templateId: ID,
        feedback: 'good',
        remainingSamples: 2,
      });
      expect((await captureFingerprint(link, access, ID, 9000)).feedback).toBe('poor_quality');
      expect((await captureFingerprint(link, access, ID)).feedback).toBe('other');
      channel.script(command, map([1, 1], [2, 3]), 0);
      await cancelFingerprint(link, command);
      channel.expectDone();
    });

    it('lists, names and removes fingers', async () => {
      const { channel, link } = setUp();
      channel.script(command, step(4), map([7, [map([1, ID], [2, 'thumb']), map([1, HASH])]]));
      expect(await enumerateFingerprints(link, access)).toEqual([
        { templateId: ID, friendlyName: 'thumb' },
        { templateId: HASH, friendlyName: undefined },
      ]);
      channel.script(command, step(5, map([1, ID], [2, 'left'])), 0);
      channel.script(command, step(6, map([1, ID])), 0);
      await setFingerprintName(link, access, ID, 'left');
      await removeFingerprint(link, access, ID);
      channel.expectDone();
    });

    it('finds no fingers where the key says INVALID_OPTION', async () => {
      const { channel, link } = setUp();
      channel.script(command, step(4), 0x2c);
      expect(await enumerateFingerprints(link, access)).toEqual([]);
      channel.script(command, step(4), 0x33);
      expect(await failureOf(enumerateFingerprints(link, access))).toMatchObject({ status: 0x33 });
    });
  });
}

describe('authenticatorConfig', () => {
  it('sends each change with its parameters', () => {
    const auth = { pinUvAuthProtocol: 2, pinUvAuthParam: PARAM } as const;
    expect(buildConfigRequest(enableEnterpriseAttestation(), auth).parameters).toEqual(
      map([1, 1], [3, 2], [4, PARAM]),
    );
    expect(buildConfigRequest(enableLongTouchForReset()).parameters).toEqual(map([1, 4]));
    expect(
      buildConfigRequest(
        setMinPinLength({
          minPinLengthRpIds: ['a'],
          forceChangePin: true,
          pinComplexityPolicy: true,
        }),
      ).parameters,
    ).toEqual(map([1, 3], [2, map([2, ['a']], [3, true], [4, true])]));
    expect(buildConfigRequest(vendorPrototype(2n ** 63n, map([2, 'x']))).parameters).toEqual(
      map([1, 0xff], [2, map([1, 2n ** 63n], [2, 'x'])]),
    );
  });
});

describe('large blobs', () => {
  it('reads fragment after fragment until a short one', async () => {
    const { channel, link } = setUp();
    channel.script(0x0c, map([1, 960], [3, 0]), map([1, new Uint8Array(960).fill(1)]));
    channel.script(0x0c, map([1, 960], [3, 960]), map([1, ID]));
    expect(await readLargeBlobArray(link)).toHaveLength(961);
    channel.expectDone();
  });

  it('stops at a key that gives more than was asked for', async () => {
    const { channel, link } = setUp();
    channel.script(0x0c, map([1, 960], [3, 0]), map([1, new Uint8Array(961)]));
    expect(await failureOf(readLargeBlobArray(link))).toMatchObject({ code: 'response_invalid' });
  });

  it('says the whole length with the first fragment only', () => {
    const auth = { pinUvAuthProtocol: 1, pinUvAuthParam: PARAM } as const;
    expect(buildLargeBlobsSetRequest(ID, 0, 17, auth).parameters).toEqual(
      map([2, ID], [3, 0], [4, 17], [5, PARAM], [6, 1]),
    );
    expect(buildLargeBlobsSetRequest(ID, 8, 17).parameters).toEqual(map([2, ID], [3, 8]));
  });
});
