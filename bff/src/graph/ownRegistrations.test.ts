import { describe, expect, it } from 'vitest';
import { Secret } from '#bff/log/secret.ts';
import { json, type ScriptedCall } from '#bff/testFetch.ts';
import type { RegistrationBody } from './directory.ts';
import { listPasskeysRequest } from './graphRequest.ts';
import { createOwnRegistrations } from './ownRegistrations.ts';
import { ownCreationOptionsRequest } from './ownRequests.ts';
import { graphCall, graphError, testGraph, USER } from './testGraph.ts';
import { createUserTokens } from './userTokens.ts';
import * as wire from './wire.ts';

const OPTIONS = '/v1.0/me/authentication/fido2Methods/creationOptions';
const METHODS = '/v1.0/me/authentication/fido2Methods';
const THEIRS = new Secret('their-token');
const BODY: RegistrationBody = {
  displayName: 'Key',
  publicKeyCredential: {
    id: 'AAAA',
    response: { clientDataJSON: 'e30', attestationObject: 'oA' },
    clientExtensionResults: {},
  },
};

function setUp(...script: ScriptedCall[]) {
  const graph = testGraph(script);
  let exchanges = 0;
  const tokens = createUserTokens(async () => {
    exchanges += 1;
    return { token: new Secret(`u${exchanges}`), expiresAt: graph.clock.now() + 3_600_000 };
  }, graph.clock);
  return { ...graph, own: createOwnRegistrations({ client: graph.client, tokens }) };
}

const claims = '{"access_token":{"acrs":{"essential":true,"value":"c7"}}}';
const challenge = (value: string) =>
  graphError(401, 'InvalidAuthenticationToken', '', {
    'www-authenticate': `Bearer realm="", error="insufficient_claims", claims="${value}"`,
  });

describe('what people register by their own right', () => {
  it('goes with the token in their name to their own address', async () => {
    const made = { id: 'AAAA', displayName: 'Key', createdDateTime: null, aaGuid: null };
    const { own, sentTokens, finish } = setUp(
      graphCall(`POST ${METHODS}`, json({ ...made, model: null }, 201)),
    );
    await own.prepare(THEIRS);
    expect(await own.createPasskey(THEIRS, BODY)).toMatchObject({ id: 'AAAA' });
    expect(sentTokens()).toEqual(['Bearer u1']);
    finish();
  });

  it.each([
    ['creation options', 'GET', OPTIONS],
    ['a registration', 'POST', METHODS],
  ] as const)('says so where Entra answers 405 to %s', async (_, method, path) => {
    const { own } = setUp(graphCall(`${method} ${path}`, graphError(405, 'methodNotAllowed')));
    const asked = method === 'GET' ? own.creationOptions(THEIRS) : own.createPasskey(THEIRS, BODY);
    await expect(asked).rejects.toMatchObject({
      ...{ code: 'self_service_unsupported', httpStatus: 405, graphCode: 'methodNotAllowed' },
    });
  });

  it('passes on what Graph wants of the sign-in, after a fresh token did not bring it', async () => {
    const encoded = Buffer.from(claims).toString('base64');
    const { own, sentTokens } = setUp(
      graphCall(`GET ${OPTIONS}`, challenge(encoded)),
      graphCall(`GET ${OPTIONS}`, challenge(encoded)),
    );
    await expect(own.creationOptions(THEIRS)).rejects.toMatchObject({
      ...{ code: 'session_step_up', claims },
    });
    expect(sentTokens()).toEqual(['Bearer u1', 'Bearer u2']);
  });

  it.each(['', Buffer.from('no JSON').toString('base64')])(
    'takes a challenge that says nothing (%j) for a refusal like any other',
    async (value) => {
      const { own } = setUp(
        graphCall(`GET ${OPTIONS}`, challenge(value)),
        graphCall(`GET ${OPTIONS}`, challenge(value)),
      );
      const asked = own.creationOptions(THEIRS);
      await expect(asked).rejects.toMatchObject({ code: 'graph_unauthorized' });
    },
  );

  it('is never asked for with the application’s token, nor anything else with theirs', async () => {
    const { client, requests } = setUp();
    const own = client.send(ownCreationOptionsRequest(), wire.anything);
    await expect(own).rejects.toThrow('another');
    const tokens = { get: async () => THEIRS, renew: async () => THEIRS };
    const others = client.send(listPasskeysRequest(USER), wire.anything, { tokens });
    await expect(others).rejects.toThrow('another');
    expect(requests).toEqual([]);
  });
});
