import { describe, expect, it } from 'vitest';
import { json } from '#bff/testFetch.ts';
import * as requests from './graphRequest.ts';
import { graphCall, graphError, USER } from './testGraph.ts';
import { directory, GET, METHOD } from './testGraphDirectory.ts';

const BODY = {
  displayName: 'Key',
  publicKeyCredential: {
    id: 'x',
    response: { clientDataJSON: 'x', attestationObject: 'x' },
    clientExtensionResults: {},
  },
};

describe('passkeys', () => {
  const list = requests.listPasskeysRequest(USER);

  it('are listed afresh each time', async () => {
    const test = directory([
      graphCall(GET(list), json({ value: [] })),
      graphCall(GET(list), json({ value: [METHOD, { id: 'old' }] })),
    ]);
    expect(await test.directory.listPasskeys(USER)).toEqual([]);
    expect(await test.directory.listPasskeys(USER)).toEqual([
      {
        id: METHOD.id,
        displayName: METHOD.displayName,
        createdAt: '2026-04-20T10:15:30.000Z',
        lastUsedAt: null,
        aaguid: METHOD.aaGuid.toLowerCase(),
        model: METHOD.model,
        attestationLevel: 'attested',
        passkeyType: 'deviceBound',
        serial: null,
      },
      expect.objectContaining({
        id: 'old',
        attestationLevel: 'unknown',
        passkeyType: 'unknown',
        createdAt: null,
      }),
    ]);
    test.finish();
  });

  it('are created with one POST', async () => {
    const request = requests.createPasskeyRequest('v1.0', USER, BODY);
    const test = directory([graphCall(`POST ${request.path}`, json(METHOD, 201))]);
    expect((await test.directory.createPasskey(USER, BODY)).id).toBe(METHOD.id);
    expect(await test.requests[0]?.json()).toEqual(BODY);
    test.finish();
  });

  it('are deleted, also when gone already', async () => {
    const call = `DELETE ${requests.deletePasskeyRequest(USER, METHOD.id).path}`;
    for (const answer of [
      new Response(null, { status: 204 }),
      graphError(404, 'resourceNotFound'),
    ]) {
      const test = directory([graphCall(call, answer)]);
      await expect(test.directory.deletePasskey(USER, METHOD.id)).resolves.toBeUndefined();
      test.finish();
    }
  });
});

describe('names of passkeys', () => {
  const { path } = requests.renamePasskeyRequest('v1.0', USER, METHOD.id, 'Mine');

  it('are changed by one call', async () => {
    const test = directory([graphCall(`PATCH ${path}`, new Response(null, { status: 204 }))]);
    await test.directory.renamePasskey(USER, METHOD.id, 'Mine');
    expect(await test.requests[0]?.json()).toEqual({ displayName: 'Mine' });
    test.finish();
  });

  it('are known not to be Graph’s to change where it says so', async () => {
    const test = directory([graphCall(`PATCH ${path}`, graphError(405, 'methodNotAllowed'))]);
    await expect(test.directory.renamePasskey(USER, METHOD.id, 'Mine')).rejects.toMatchObject({
      code: 'graph_method_not_allowed',
    });
    test.finish();
  });
});

describe('creation options', () => {
  const OPTIONS = {
    '@odata.context': 'x',
    challengeTimeoutDateTime: '2027-06-01T09:05:00Z',
    publicKey: {
      rp: { id: 'login.microsoft.com', name: 'Microsoft' },
      user: { id: 'T0Y6', name: 'a', displayName: 'b' },
      challenge: 'x'.repeat(6_900),
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      timeout: 0,
      excludeCredentials: [{ type: 'public-key', id: 'a+/=', transports: [] }],
      extensions: { hmacCreateSecret: true },
      hints: ['security-key'],
    },
  };

  it('come with the end of their challenge, from v1.0 or beta', async () => {
    for (const [version, minutes] of [
      ['v1.0', 5],
      ['beta', 60],
    ] as const) {
      const call = GET(requests.creationOptionsRequest(version, USER, minutes));
      const test = directory([graphCall(call, json(OPTIONS))], {
        graphVersion: version,
        challengeMinutes: minutes,
      });
      const { options, expiresAt } = await test.directory.creationOptions(USER);
      const { hints: _, ...known } = OPTIONS.publicKey;
      expect(options).toEqual(known);
      expect(expiresAt).toBe('2027-06-01T09:05:00.000Z');
      test.finish();
    }
  });

  it('come from beta for one call whose challenge is to live longer', async () => {
    for (const [asked, version, minutes] of [
      [undefined, 'v1.0', 5],
      [5, 'v1.0', 5],
      [6, 'beta', 6],
      [43_200, 'beta', 43_200],
    ] as const) {
      const call = GET(requests.creationOptionsRequest(version, USER, minutes));
      const test = directory([graphCall(call, json(OPTIONS))]);
      await test.directory.creationOptions(USER, asked && { challengeMinutes: asked });
      test.finish();
    }
  });

  it.each([4, 43_201, 5.5])('are not asked for with a challenge of %d minutes', async (minutes) => {
    const test = directory([]);
    const call = test.directory.creationOptions(USER, { challengeMinutes: minutes });
    await expect(call).rejects.toThrowError(TypeError);
    test.finish();
  });

  it.each([
    ['no challenge', { ...OPTIONS.publicKey, challenge: '' }],
    ['a challenge that is no base64url', { ...OPTIONS.publicKey, challenge: 'a b'.repeat(20) }],
    ['no algorithms', { ...OPTIONS.publicKey, pubKeyCredParams: [] }],
    [
      'a long user handle',
      { ...OPTIONS.publicKey, user: { ...OPTIONS.publicKey.user, id: 'x'.repeat(87) } },
    ],
  ])('are refused with %s', async (_, publicKey) => {
    const call = GET(requests.creationOptionsRequest('v1.0', USER, 5));
    const test = directory([graphCall(call, json({ ...OPTIONS, publicKey }))]);
    await expect(test.directory.creationOptions(USER)).rejects.toMatchObject({
      code: 'graph_response_invalid',
    });
  });
});
