import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllowedBatch, isAllowedCall } from './allowedCalls.ts';
import * as requests from './graphRequest.ts';
import * as posture from './postureRequests.ts';
import * as privileges from './privilegeRequests.ts';
import { ORIGIN, USER } from './testGraph.ts';

const url = (path: string) => new URL(path, ORIGIN);
const BODY = {
  displayName: 'x',
  publicKeyCredential: {
    id: 'x',
    response: { clientDataJSON: 'x', attestationObject: 'x' },
    clientExtensionResults: {},
  },
};

describe('the requests', () => {
  it('are all on the list of allowed calls', () => {
    const all = [
      requests.organizationRequest(),
      requests.searchPeopleRequest('Vance'),
      requests.personByNameRequest("o'neil@contoso.example"),
      requests.personRequest(USER),
      requests.groupsRequest(USER),
      requests.peopleByRequest('id', [USER]),
      requests.searchGroupsRequest('Plant'),
      requests.groupsByNameRequest("O'Neil"),
      requests.groupRequest(USER),
      requests.groupPeopleRequest(USER),
      requests.groupMembersRequest(USER),
      requests.groupIdsRequest(USER, 'owners'),
      requests.groupIdsRequest(USER, 'transitiveMembers'),
      requests.roleGroupsRequest(),
      privileges.rolesRequest('roleAssignments'),
      privileges.rolesRequest('roleEligibilityScheduleInstances', USER),
      privileges.connectedRequest(
        USER,
        'transitiveMemberOf/microsoft.graph.group',
        'isAssignableToRole',
      ),
      privileges.connectedRequest(USER, 'ownedObjects/microsoft.graph.group', 'isAssignableToRole'),
      privileges.connectedRequest(
        USER,
        'memberOf/microsoft.graph.administrativeUnit',
        'isMemberManagementRestricted',
      ),
      privileges.eligibleGroupsRequest('principalId', USER),
      privileges.groupKindRequest(USER),
      privileges.unitsRequest(),
      posture.registrationRequest('applications', USER),
      posture.registrationRequest('servicePrincipals', USER),
      posture.federatedCredentialsRequest(USER),
      posture.ownersRequest('applications', USER),
      posture.ownersRequest('servicePrincipals', USER),
      posture.grantsRequest(USER),
      posture.apiRolesRequest(USER),
      posture.conditionalAccessRequest(),
      privileges.unitPeopleRequest(USER),
      requests.fido2PolicyRequest(),
      requests.listPasskeysRequest(USER),
      requests.creationOptionsRequest('v1.0', USER, 5),
      requests.creationOptionsRequest('beta', USER, 1440),
      requests.createPasskeyRequest('v1.0', USER, BODY),
      requests.createPasskeyRequest('beta', USER, BODY),
      requests.deletePasskeyRequest(USER, '-2_GRUg2-HYz6_1YG4YRAQ2'),
      requests.renamePasskeyRequest('v1.0', USER, '-2_GRUg2-HYz6_1YG4YRAQ2', 'Mine'),
      requests.renamePasskeyRequest('beta', USER, '-2_GRUg2-HYz6_1YG4YRAQ2', 'Mine'),
      requests.revokeSessionsRequest(USER),
      requests.accessPassPolicyRequest(),
      requests.listAccessPassesRequest(USER),
      requests.createAccessPassRequest(USER, { lifetimeMinutes: 60 }),
      requests.deleteAccessPassRequest(USER, USER),
      requests.managerRequest(USER),
      requests.languageRequest(USER),
    ];
    for (const { method, path } of all) expect(isAllowedCall(method, url(path))).toBe(true);
    expect(new Set(all.map(({ operation }) => operation)).size).toBe(39);
  });

  it('escape what a person typed', () => {
    const search = url(requests.searchPeopleRequest('a" OR "mail:b\\').path).searchParams;
    expect(search.get('$search')).toBe(
      '"displayName:a\\" OR \\"mail:b\\\\" OR "mail:a\\" OR \\"mail:b\\\\" OR "userPrincipalName:a\\" OR \\"mail:b\\\\"',
    );
    const name = url(requests.personByNameRequest("x' or startswith(mail,'a#EXT#@c").path);
    const several = url(requests.peopleByRequest('mail', ["a'b", 'c#d']).path).searchParams;
    expect(several.get('$filter')).toBe("mail in ('a''b','c#d')");
    const group = url(requests.searchGroupsRequest('a" OR "b').path).searchParams;
    expect(group.get('$search')).toBe('"displayName:a\\" OR \\"b"');
    expect(name.searchParams.get('$filter')).toBe(
      "userPrincipalName eq 'x'' or startswith(mail,''a#EXT#@c'",
    );
  });

  it('take nothing but a GUID for a user, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom('..', `${USER}/..`, `${USER}%2f`, `${USER}\r\n`, '$batch', 'me'),
        ),
        (id) => {
          expect(() => requests.listPasskeysRequest(id)).toThrowError(TypeError);
          expect(() => requests.personRequest(id)).toThrowError(TypeError);
          expect(() => requests.groupPeopleRequest(id)).toThrowError(TypeError);
          expect(() => requests.groupIdsRequest(id, 'owners')).toThrowError(TypeError);
          expect(() => posture.registrationRequest('applications', id)).toThrowError(TypeError);
          expect(() => posture.grantsRequest(id)).toThrowError(TypeError);
        },
      ),
    );
  });

  it('delete the method of the longest credential ID there can be', () => {
    const { path } = requests.deletePasskeyRequest(USER, 'a'.repeat(1_365));
    expect(isAllowedCall('DELETE', url(path))).toBe(true);
    expect(() => requests.deletePasskeyRequest(USER, 'a'.repeat(1_366))).toThrow(TypeError);
  });

  it('go on with the token of a page, however Graph spells its name', () => {
    const { path } = requests.groupsRequest(USER);
    expect(isAllowedCall('GET', url(`${path}&$skipToken=x`))).toBe(true);
    expect(isAllowedCall('GET', url(`${path}&$skip=1`))).toBe(false);
  });

  it('stay on the list for any query and any method id, or are not built', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const search = requests.searchPeopleRequest(text);
        expect(isAllowedCall('GET', url(search.path))).toBe(true);
        expect(url(search.path).pathname).toBe('/v1.0/users');
        try {
          const { path } = requests.deletePasskeyRequest(USER, text);
          expect(isAllowedCall('DELETE', url(path))).toBe(true);
          expect(path.endsWith(`/${text}`)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError);
        }
      }),
    );
  });
});

describe('isAllowedCall', () => {
  it.each([
    ['POST', '/v1.0/$batch'],
    ['GET', '/v1.0/me'],
    ['DELETE', `/v1.0/users/${USER}`],
    ['PATCH', `/v1.0/users/${USER}`],
    ['PATCH', `/v1.0/users/${USER}/authentication/fido2Methods`],
    ['GET', '/v1.0/applications'],
    ['PATCH', `/v1.0/applications(appId='${USER}')`],
    ['POST', `/v1.0/servicePrincipals/${USER}/appRoleAssignments`],
    ['GET', `/v1.0/applications(appId='${USER}')/owners`],
    ['POST', '/v1.0/identity/conditionalAccess/policies'],
    ['POST', '/v1.0/users/adele@contoso.example/revokeSignInSessions'],
    ['GET', `/v1.0/users/${USER}/authentication/passwordMethods`],
    ['DELETE', `/beta/users/${USER}/authentication/fido2Methods/x`],
    ['GET', '/v1.0/users/adele@contoso.example'],
    ['GET', `/v1.0/users/${USER}?$expand=manager`],
    ['GET', `/v1.0/users/${USER}/authentication/fido2Methods/../../..`],
    ['POST', `/v1.0/users/${USER}/authentication/fido2Methods?x=1`],
    ['GET', `/v1.0/users/${USER}/authentication/fido2Methods#x`],
  ])('says no to %s %s', (method, path) => {
    expect(isAllowedCall(method, url(path))).toBe(false);
  });
});

describe('a batch', () => {
  const PERSON = requests.personRequest(USER);
  const allowed = (parts: readonly requests.GraphRequest[], path = '/v1.0/$batch') =>
    isAllowedBatch(parts, url(path));

  it('of reads that are on the list may go out', () => {
    expect(allowed([PERSON, privileges.rolesRequest('roleAssignments', USER)])).toBe(true);
  });

  it.each([
    ['nothing', []],
    ['a write', [PERSON, requests.deletePasskeyRequest(USER, 'x')]],
    ['what is not on the list', [PERSON, { ...PERSON, path: '/v1.0/me' }]],
    ['another version', [{ ...PERSON, path: PERSON.path.replace('v1.0', 'beta') }]],
    ['another host', [{ ...PERSON, path: `https://evil.example${PERSON.path}` }]],
    ['more than Graph takes', Array.from({ length: 21 }, () => PERSON)],
    ['a batch', [requests.batchRequest('x', [PERSON])]],
  ] as const)('of %s may not', (_, parts) => {
    expect(allowed(parts)).toBe(false);
  });

  it('goes to one address', () => {
    for (const path of ['/v1.0/users', '/beta/$batch', '/v1.0/$batch?x=1', '/v1.0/$batch#x']) {
      expect(allowed([PERSON], path)).toBe(false);
    }
  });
});
