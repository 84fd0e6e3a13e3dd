import { describe, expect, it } from 'vitest';
import type { CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import { createScriptedCtapChannel } from '../testing/scriptedCtapChannel.ts';
import {
  buildGetAssertionRequest,
  getAssertion,
  getNextAssertion,
  parseGetAssertionResponse,
} from './getAssertion.ts';
import { buildMakeCredentialRequest, parseMakeCredentialResponse } from './makeCredential.ts';

const HASH = new Uint8Array(32).fill(1);
const ID = Uint8Array.of(9, 9);
const DESCRIPTOR = { type: 'public-key', id: ID } as const;

function map(...members: [number | string, CborValue][]): CborMap {
  return new Map(members);
}

describe('makeCredential', () => {
  const least = {
    clientDataHash: HASH,
    rp: { id: 'example.com' },
    user: { id: ID },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  } as const;

  it('sends only what was given', () => {
    expect(buildMakeCredentialRequest(least)).toEqual({
      command: 0x01,
      parameters: map(
        [1, HASH],
        [2, map(['id', 'example.com'])],
        [3, map(['id', ID])],
        [4, [map(['alg', -7], ['type', 'public-key'])]],
      ),
    });
  });

  it('leaves out empty lists and empty extensions, which old keys refuse', () => {
    const request = buildMakeCredentialRequest({
      ...least,
      excludeList: [],
      extensions: new Map(),
    });
    expect([...(request.parameters?.keys() ?? [])]).toEqual([1, 2, 3, 4]);
  });

  it('sends everything that can be given, and of a descriptor only id and type', () => {
    const { parameters } = buildMakeCredentialRequest(
      {
        ...least,
        rp: { id: 'example.com', name: 'Example' },
        user: { id: ID, name: 'a@example.com', displayName: 'A' },
        excludeList: [{ ...DESCRIPTOR, transports: ['usb'] } as typeof DESCRIPTOR],
        extensions: map(['credProtect', 2]),
        options: { rk: true },
        enterpriseAttestation: 2,
        attestationFormatsPreference: ['packed'],
      },
      { pinUvAuthProtocol: 2, pinUvAuthParam: HASH },
    );
    expect(parameters?.get(5)).toEqual([map(['id', ID], ['type', 'public-key'])]);
    expect(parameters?.get(7)).toEqual(map(['rk', true]));
    expect([8, 9, 10, 11].map((key) => parameters?.get(key))).toEqual([HASH, 2, 2, ['packed']]);
  });

  it('reads the answer, with and without what is optional', () => {
    const full = map(
      [1, 'packed'],
      [2, HASH],
      [3, map(['alg', -7])],
      [4, true],
      [5, ID],
      [6, map()],
    );
    expect(parseMakeCredentialResponse(full)).toEqual({
      fmt: 'packed',
      authData: HASH,
      attStmt: map(['alg', -7]),
      epAtt: true,
      largeBlobKey: ID,
      unsignedExtensionOutputs: map(),
    });
    expect(parseMakeCredentialResponse(map([1, 'none'], [2, HASH]))).toMatchObject({
      attStmt: map(),
      epAtt: false,
    });
    expect(() => parseMakeCredentialResponse(map([1, 'none']))).toThrow();
  });
});

describe('getAssertion', () => {
  it('sends up: false without a touch, and nothing that was not given', () => {
    const request = buildGetAssertionRequest({
      rpId: 'example.com',
      clientDataHash: HASH,
      allowList: [DESCRIPTOR],
      options: { up: false },
    });
    expect(request.parameters).toEqual(
      map(
        [1, 'example.com'],
        [2, HASH],
        [3, [map(['id', ID], ['type', 'public-key'])]],
        [5, map(['up', false])],
      ),
    );
  });

  it('names the credential that a key leaves out when it was asked for one only', () => {
    const answer = map([2, HASH], [3, ID]);
    expect(parseGetAssertionResponse(answer, [DESCRIPTOR]).credential).toEqual(DESCRIPTOR);
    expect(parseGetAssertionResponse(answer, [DESCRIPTOR, DESCRIPTOR]).credential).toBeUndefined();
    expect(parseGetAssertionResponse(answer)).toMatchObject({
      numberOfCredentials: 1,
      user: undefined,
    });
  });

  it('reads a user of the id alone, as canokey and solo send it, and one with names', () => {
    const withUser = (user: CborMap) =>
      parseGetAssertionResponse(map([2, HASH], [3, ID], [4, user])).user;
    expect(withUser(map(['id', ID]))).toMatchObject({ id: ID, name: undefined });
    expect(withUser(map(['id', ID], ['name', 'a'], ['displayName', 'A']))).toEqual({
      id: ID,
      name: 'a',
      displayName: 'A',
    });
  });

  it('gets the next one with getNextAssertion', async () => {
    const channel = createScriptedCtapChannel();
    const link = { channel, maxMsgSize: 1024 };
    const credential = map(['id', ID], ['type', 'public-key']);
    channel.script(2, map([1, 'a'], [2, HASH]), map([1, credential], [2, HASH], [3, ID], [5, 2]));
    channel.script(8, undefined, map([1, credential], [2, HASH], [3, HASH]));
    const first = await getAssertion(link, { rpId: 'a', clientDataHash: HASH }, undefined);
    expect(first.numberOfCredentials).toBe(2);
    expect((await getNextAssertion(link)).signature).toEqual(HASH);
    channel.expectDone();
  });
});
