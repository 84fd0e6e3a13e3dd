import type { z } from 'zod';
import type { DirectoryCall } from './directory.ts';
import type { GraphClient } from './graphClient.ts';
import * as requests from './graphRequest.ts';
import { readAllPages } from './readAllPages.ts';
import * as wire from './wire.ts';

/**
 * Who may hold power in the directory: everybody with a role now, and all members and owners of role-assignable groups.
 * A tenant has at most 500 such groups and few assignments, so reading all of them costs less than asking for each person.
 * Roles that somebody could switch on for a time (PIM) are not among them: reading those needs a licence.
 * @throws GraphError when any part cannot be read: half of this list would call somebody unprotected.
 */
export async function readProtectedIds(
  client: GraphClient,
  origin: string,
  call?: DirectoryCall,
): Promise<ReadonlySet<string>> {
  const all = <T extends z.ZodType>(request: requests.GraphRequest, item: T) =>
    readAllPages(client, origin, request, wire.pageOf(item), call);
  const ids = new Set<string>();
  const assignments = await all(requests.roleAssignmentsRequest(), wire.roleAssignmentResource);
  for (const { principalId } of assignments) ids.add(principalId.toLowerCase());
  for (const group of await all(requests.roleGroupsRequest(), wire.groupResource)) {
    for (const relation of ['transitiveMembers', 'owners'] as const) {
      const request = requests.groupIdsRequest(group.id, relation);
      for (const { id } of await all(request, wire.groupResource)) ids.add(id.toLowerCase());
    }
  }
  return ids;
}
