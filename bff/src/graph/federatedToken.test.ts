import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TENANT } from '#bff/auth/testTokens.ts';
import { json, scriptFetch, withoutRequestId } from '#bff/testFetch.ts';
import { createAcquireToken } from './acquireAppToken.ts';

const CLIENT = '3f8b1d92-6c05-4ea9-b7d4-08e2a96c5f43';
const BASE = {
  tenantId: TENANT.tenantId,
  loginOrigin: TENANT.loginOrigin,
  graphOrigin: 'https://graph.microsoft.com',
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keywright-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('a token by federated assertion', () => {
  it('is asked for with what the file holds at that moment', async () => {
    const tokenFile = join(folder, 'assertion.jwt');
    const call = `POST ${TENANT.loginOrigin}/${TENANT.tenantId}/oauth2/v2.0/token`;
    const seen: (string | null)[] = [];
    const answer = async (request: Request) => {
      seen.push(new URLSearchParams(await request.text()).get('client_assertion'));
      return json({ token_type: 'Bearer', expires_in: 3599, access_token: `t${seen.length}` });
    };
    const script = scriptFetch([
      { call, answer },
      { call, answer },
    ]);
    const acquire = createAcquireToken(
      { ...BASE, graphCredential: { kind: 'federated', clientId: CLIENT, tokenFile } },
      withoutRequestId(script.fetch),
    );
    await writeFile(tokenFile, 'first\n');
    expect((await acquire()).token.reveal()).toBe('t1');
    await writeFile(tokenFile, 'second\n');
    expect((await acquire()).token.reveal()).toBe('t2');
    expect(seen).toEqual(['first', 'second']);
    script.finish();
  });

  it('fails plainly when the file is gone', async () => {
    const tokenFile = join(folder, 'missing.jwt');
    const acquire = createAcquireToken(
      { ...BASE, graphCredential: { kind: 'federated', clientId: CLIENT, tokenFile } },
      scriptFetch([]).fetch,
    );
    await expect(acquire()).rejects.toMatchObject({ code: 'graph_unavailable' });
  });
});

describe('a token by managed identity', () => {
  it('is asked for at the endpoint that the platform names', async () => {
    vi.stubEnv('IDENTITY_ENDPOINT', 'http://127.0.0.1:41/msi/token');
    vi.stubEnv('IDENTITY_HEADER', 'header-51673');
    try {
      const answer = (request: Request) => {
        expect(request.headers.get('x-identity-header')).toBe('header-51673');
        expect(new URL(request.url).searchParams.get('client_id')).toBe(CLIENT);
        const expires_on = String(Math.floor(Date.now() / 1000) + 86_000);
        return json({
          access_token: 'mi',
          expires_on,
          resource: BASE.graphOrigin,
          token_type: 'Bearer',
        });
      };
      const query = new URLSearchParams({
        'api-version': '2019-08-01',
        resource: BASE.graphOrigin,
        client_id: CLIENT,
      });
      const script = scriptFetch([
        { call: `GET http://127.0.0.1:41/msi/token?${query.toString()}`, answer },
      ]);
      const acquire = createAcquireToken(
        { ...BASE, graphCredential: { kind: 'managedIdentity', clientId: CLIENT } },
        script.fetch,
      );
      expect((await acquire()).token.reveal()).toBe('mi');
      script.finish();
    } finally {
      vi.unstubAllEnvs();
    }
  });
});
