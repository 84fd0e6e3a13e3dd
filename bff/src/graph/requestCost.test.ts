import { describe, expect, it } from 'vitest';
import * as requests from './graphRequest.ts';
import * as privileges from './privilegeRequests.ts';
import { requestCost } from './requestCost.ts';
import { USER } from './testGraph.ts';

describe('the cost of a call', () => {
  it.each([
    requests.organizationRequest(),
    requests.searchPeopleRequest('vance'),
    requests.personByNameRequest('a@contoso.example'),
    requests.personRequest(USER),
    requests.groupsRequest(USER),
    requests.listPasskeysRequest(USER),
    requests.creationOptionsRequest('v1.0', USER, 5),
    requests.peopleByRequest('mail', ['a@contoso.example']),
    requests.searchGroupsRequest('plant'),
    privileges.rolesRequest('roleAssignments'),
  ])('of $operation is one unit', (request) => {
    expect(requestCost(request)).toEqual({ writes: 0, units: 1 });
  });

  it('of the policy is two, because of what is expanded', () => {
    const request = requests.fido2PolicyRequest();
    expect(request.path).toContain('$expand');
    expect(requestCost(request)).toEqual({ writes: 0, units: 2 });
  });

  it('of the people of a group and of the groups in it is four', () => {
    const request = requests.groupPeopleRequest(USER);
    expect(requestCost(request)).toEqual({ writes: 0, units: 4 });
  });

  it('of reads that go out as one is that of each', () => {
    const reads = [requests.personRequest(USER), requests.listPasskeysRequest(USER)];
    expect(requestCost(requests.batchRequest('both', reads))).toEqual({ writes: 0, units: 2 });
  });

  it('of what changes something is a write and a unit', () => {
    const request = requests.deletePasskeyRequest(USER, 'x');
    expect(requestCost(request)).toEqual({ writes: 1, units: 1 });
  });
});
