import type { z } from 'zod';
import { isPowerful } from '#bff/guard/decide.ts';
import type { DirectoryCall } from './directory.ts';
import * as requests from './graphRequest.ts';
import * as privileges from './privilegeRequests.ts';
import { readAllPages } from './readAllPages.ts';
import type { TargetSource } from './readTarget.ts';
import * as wire from './wire.ts';

/**
 * Whom the guard protects, all at once: holders of directory roles that give power, active and eligible, straight or for a
 * part of the tenant; members and owners of role-assignable groups, eligible ones too; people of restricted units.
 * A tenant has at most 500 such groups and few assignments, so for a long list reading all of them costs less than asking for
 * each person.
 * @throws GraphError when any part cannot be read: half of this list would call somebody unprotected.
 */
export async function readProtectedIds(
  { client, origin, hasEligible }: TargetSource,
  call?: DirectoryCall,
): Promise<ReadonlySet<string>> {
  const all = <T extends z.ZodType>(request: requests.GraphRequest, item: T) =>
    readAllPages(client, origin, request, wire.pageOf(item), call);
  const ids = new Set<string>();
  const add = (found: readonly { readonly id: string }[]) => {
    for (const { id } of found) ids.add(id.toLowerCase());
  };
  const kinds = ['roleAssignments', 'roleEligibilityScheduleInstances'] as const;
  for (const kind of kinds.slice(0, hasEligible ? kinds.length : 1)) {
    const held = await all(privileges.rolesRequest(kind), wire.roleAssignmentResource);
    const counting = held.filter(
      ({ roleDefinitionId, directoryScopeId }) =>
        isPowerful(roleDefinitionId) || directoryScopeId !== '/',
    );
    add(counting.map(({ principalId }) => ({ id: principalId })));
  }
  for (const group of await all(requests.roleGroupsRequest(), wire.groupResource)) {
    for (const relation of ['transitiveMembers', 'owners'] as const) {
      add(await all(requests.groupIdsRequest(group.id, relation), wire.groupResource));
    }
    if (hasEligible) {
      const request = privileges.eligibleGroupsRequest('groupId', group.id);
      const eligible = await all(request, wire.eligibleGroupResource);
      add(eligible.map(({ principalId }) => ({ id: principalId })));
    }
  }
  for (const unit of await all(privileges.unitsRequest(), wire.unitResource)) {
    if (unit.isMemberManagementRestricted !== true) continue;
    add(await all(privileges.unitPeopleRequest(unit.id), wire.groupResource));
  }
  return ids;
}
