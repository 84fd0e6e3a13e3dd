import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_PERMISSIONS } from '../options.ts';
import { errorOf, type GraphClient, graphClient, namesOf } from '../testing/graphClient.ts';

const FULL = [...DEFAULT_PERMISSIONS, 'Mail.Send'];
const ADELE = 'adele.vance@contoso.example';

let client: GraphClient;

beforeAll(async () => {
  client = await graphClient({}, FULL);
});

describe('one user', () => {
  it('is found by id and by UPN, in any case, with the default properties', async () => {
    const { id } = client.tenant.state.person(ADELE);
    for (const key of [id.toUpperCase(), ADELE, 'ADELE.vance%40contoso.example']) {
      const answer = await client.get(`/v1.0/Users/${key}`);
      expect(answer.body).toMatchObject({
        id,
        displayName: 'Adele Vance',
        userPrincipalName: ADELE,
      });
      expect(answer.body).not.toHaveProperty('accountEnabled');
    }
  });

  it('shows selected properties only, and refuses unknown ones', async () => {
    const answer = await client.get(`/beta/users/${ADELE}?$select=id,accountEnabled,userType`);
    expect(Object.keys(answer.body).sort()).toEqual([
      '@odata.context',
      'accountEnabled',
      'id',
      'userType',
    ]);
    expect(errorOf(await client.get(`/v1.0/users/${ADELE}?$select=shoeSize`)).code).toBe(
      'BadRequest',
    );
  });

  it('keeps a guest, an apostrophe and hostile names apart', async () => {
    const guest = await client.get(
      '/v1.0/users/nora.lindqvist_fabrikam.example%23EXT%23@contoso.example?$select=userType',
    );
    expect(guest.body['userType']).toBe('Guest');
    const quoted = await client.get(
      "/v1.0/users?$filter=userPrincipalName eq 'sinead.o''connor@contoso.example'",
    );
    expect(namesOf(quoted)).toEqual(["Sinéad O'Connor"]);
    const everyone = client.tenant.state.people.map((person) => person.displayName);
    expect(everyone.some((name) => Array.from(name).length > 64)).toBe(true);
    expect(everyone.some((name) => name.includes('\u202e'))).toBe(true);
  });

  it('answers 404 in the directory envelope for nobody', async () => {
    const answer = await client.get('/v1.0/users/nobody@contoso.example', {
      'client-request-id': 'mine',
    });
    expect([answer.status, errorOf(answer).code]).toEqual([404, 'Request_ResourceNotFound']);
    expect(answer.body['error']).toMatchObject({
      innerError: { date: expect.any(String), 'request-id': answer.headers.get('request-id') },
    });
    expect(answer.headers.get('client-request-id')).toBe('mine');
    expect(Date.parse(answer.headers.get('Date') ?? '')).toBeGreaterThan(0);
  });

  it('has a manager, unless at the top', async () => {
    expect((await client.get(`/v1.0/users/${ADELE}/manager`)).body['displayName']).toBe('Lee Gu');
    expect((await client.get('/v1.0/users/lee.gu@contoso.example/manager')).status).toBe(404);
  });

  it('loses its sessions and gets mail, both noted', async () => {
    const revoked = await client.call('POST', `/v1.0/users/${ADELE}/revokeSignInSessions`);
    expect(revoked.body['value']).toBe(true);
    const message = {
      subject: 'Hello',
      body: { contentType: 'Text', content: 'Come and get it' },
      toRecipients: [{ emailAddress: { address: 'lee.gu@contoso.example' } }],
    };
    const sent = await client.call('POST', `/v1.0/users/${ADELE}/sendMail`, { message });
    expect(sent.status).toBe(202);
    expect(client.tenant.state.mails.at(-1)).toMatchObject({
      to: ['lee.gu@contoso.example'],
      subject: 'Hello',
    });
    const bad = await client.call('POST', `/v1.0/users/${ADELE}/sendMail`, {
      message: {
        ...message,
        toRecipients: [{ emailAddress: { address: 'a@b.example\r\nBcc: x' } }],
      },
    });
    expect(bad.status).toBe(400);
  });
});
