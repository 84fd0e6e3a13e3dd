import { describe, expect, it } from 'vitest';
import { concat } from '#shared/bytes/concat.ts';
import { utf8Encode } from '#shared/bytes/utf8.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { failureOf } from '../testing/failureOf.ts';
import { optionsOf } from '../testing/keyModels.ts';
import { createFixedCrypto } from '../testing/pinFixture.ts';
import { createScriptedKey, map, type ScriptedKey } from '../testing/scriptedKey.ts';

const ID = Uint8Array.of(1, 2, 3);
const DESCRIPTOR = { type: 'public-key', id: ID };
const CREDENTIAL = map(['id', ID], ['type', 'public-key']);
const hashOf = (rpId: string) => createFixedCrypto().sha256(utf8Encode(rpId));

function credLine(
  key: ScriptedKey,
  command: number,
  subCommand: number,
  params: CborMap | undefined,
  answer: number | CborMap,
) {
  const body = params ? encodeCbor(params) : new Uint8Array();
  const param = key.sign(concat(Uint8Array.of(subCommand), body));
  const head = params ? map([1, subCommand], [2, params]) : map([1, subCommand]);
  key.channel.script(command, new Map([...head, [3, key.fixture.protocol], [4, param]]), answer);
}

function entry(rpId: string): CborMap {
  return map([3, map(['id', rpId])], [4, hashOf(rpId)], [5, 2]);
}

describe('credential management', () => {
  it('lists one RP by its hash on solo, with a token without permissions', async () => {
    const key = createScriptedKey('solo');
    key.info();
    key.agreement();
    key.token(undefined);
    credLine(key, 0x0a, 2, undefined, entry('login.micros'));
    key.channel.script(0x0a, map([1, 3]), entry('login.microsoft.com'));
    const found = map([6, map(['id', ID])], [7, CREDENTIAL], [9, 1]);
    credLine(key, 0x0a, 4, map([1, hashOf('login.microsoft.com')]), found);
    const list = await key.client.listCredentials({
      platform: key.platform,
      rpId: 'login.microsoft.com',
    });
    expect(list).toHaveLength(1);
    expect(list[0]?.credentials[0]?.credential).toEqual(DESCRIPTOR);
    key.channel.expectDone();
  });

  it('lists everything, and nothing of an empty key', async () => {
    const key = createScriptedKey('opensk');
    key.info();
    key.agreement();
    key.token({ permissions: 0x04 });
    credLine(key, 0x0a, 2, undefined, 0x2e);
    expect(await key.client.listCredentials({ platform: key.platform })).toEqual([]);
    key.channel.expectDone();
  });

  it("deletes under the preview's number, then reads the key anew", async () => {
    const key = createScriptedKey('solo');
    const options = optionsOf('solo', { credMgmt: undefined, credentialMgmtPreview: true });
    key.info(map([4, options]));
    key.agreement();
    key.token(undefined);
    credLine(key, 0x41, 6, map([2, CREDENTIAL]), 0);
    await key.client.deleteCredential({ platform: key.platform, credential: DESCRIPTOR });
    key.info();
    await key.client.getInfo();
    key.channel.expectDone();
  });

  it('passes on that solo cannot rename a user', async () => {
    const key = createScriptedKey('solo');
    key.info();
    key.agreement();
    key.token(undefined);
    credLine(key, 0x0a, 7, map([2, CREDENTIAL], [3, map(['id', ID])]), 0x01);
    const refused = key.client.updateUserInformation({
      platform: key.platform,
      credential: DESCRIPTOR,
      user: { id: ID },
    });
    expect(await failureOf(refused)).toMatchObject({ code: 'command_unsupported' });
    key.channel.expectDone();
  });

  it('is not even asked for on vfido, which would crash over it', async () => {
    const key = createScriptedKey('vfido');
    key.info();
    const refused = key.client.listCredentials({ platform: key.platform });
    expect(await failureOf(refused)).toMatchObject({ code: 'command_unsupported' });
    expect(key.client.requestCount).toBe(1);
  });
});

describe('fingerprints', () => {
  function bioLine(
    key: ScriptedKey,
    subCommand: number,
    params: CborMap | undefined,
    answer: number | CborMap,
  ) {
    const body = params ? encodeCbor(params) : new Uint8Array();
    const param = key.sign(concat(Uint8Array.of(1, subCommand), body));
    const head = params ? map([1, 1], [2, subCommand], [3, params]) : map([1, 1], [2, subCommand]);
    key.channel.script(0x09, new Map([...head, [4, 2], [5, param]]), answer);
  }

  function withSensor() {
    const key = createScriptedKey('opensk');
    key.info(map([4, optionsOf('opensk', { bioEnroll: false })]));
    return key;
  }

  it('are put on the key touch by touch under one token', async () => {
    const key = withSensor();
    key.channel.script(0x09, map([1, 1], [2, 7]), map([2, 1], [3, 2]));
    expect(await key.client.fingerprintSensor()).toMatchObject({ maxCaptureSamples: 2 });
    key.agreement();
    key.token({ permissions: 0x08 });
    const enrolment = await key.client.enrollFingerprint({ platform: key.platform });
    expect(enrolment.templateId).toBeUndefined();
    bioLine(key, 1, undefined, map([4, ID], [5, 0], [6, 1]));
    expect(await enrolment.capture()).toEqual({ feedback: 'good', remainingSamples: 1 });
    bioLine(key, 2, map([1, ID]), map([5, 0], [6, 0]));
    expect(await enrolment.capture()).toEqual({ feedback: 'good', remainingSamples: 0 });
    expect(enrolment.templateId).toEqual(ID);
    key.channel.expectDone();
  });

  it('are given up half-way', async () => {
    const key = withSensor();
    key.agreement();
    key.token({ permissions: 0x08 });
    const enrolment = await key.client.enrollFingerprint({ platform: key.platform });
    bioLine(key, 1, undefined, map([4, ID], [5, 7], [6, 1]));
    await enrolment.capture();
    key.channel.script(0x09, map([1, 1], [2, 3]), 0);
    await enrolment.cancel();
    expect(enrolment.templateId).toBeUndefined();
    key.channel.expectDone();
  });

  it('are listed, named and removed', async () => {
    const key = withSensor();
    const { platform } = key;
    key.agreement();
    key.token({ permissions: 0x08 });
    bioLine(key, 4, undefined, 0x2c);
    expect(await key.client.listFingerprints({ platform })).toEqual([]);
    key.token({ permissions: 0x08 });
    bioLine(key, 5, map([1, ID], [2, 'thumb']), 0);
    await key.client.renameFingerprint({ platform, templateId: ID, friendlyName: 'thumb' });
    key.token({ permissions: 0x08 });
    bioLine(key, 6, map([1, ID]), 0);
    await key.client.removeFingerprint({ platform, templateId: ID });
    key.channel.expectDone();
  });

  it('are not asked for where there is no sensor', async () => {
    const key = createScriptedKey('opensk');
    key.info();
    expect(await failureOf(key.client.fingerprintSensor())).toMatchObject({
      code: 'command_unsupported',
    });
  });
});
