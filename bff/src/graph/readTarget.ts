import type { z } from 'zod';
import type { RoleGroupTie, Target } from '#bff/guard/target.ts';
import { GraphError } from '#shared/failure/appError.ts';
import type { DirectoryCall, TargetNow } from './directory.ts';
import { toPasskey, toPerson } from './fromGraph.ts';
import type { GraphClient } from './graphClient.ts';
import * as requests from './graphRequest.ts';
import * as privileges from './privilegeRequests.ts';
import { type Page, readAllPages } from './readAllPages.ts';
import * as wire from './wire.ts';

/** Where and how the directory is asked. */
export interface TargetSource {
  readonly client: GraphClient;
  readonly origin: string;
  /** Whether the tenant has roles and memberships that are switched on for a time. Without a licence Graph refuses the question. */
  readonly hasEligible: boolean;
}

/** Most groups in a `$batch`. */
const MOST_IN_BATCH = 20;

/** What a batch gave for one of its reads. @throws GraphError `graph_response_invalid` where it is not there or of another shape. */
function partOf<T>(parts: readonly unknown[], index: number, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parts[index]);
  if (parsed.success) return parsed.data;
  throw new GraphError('graph_response_invalid', 'a part of a batch has another shape');
}

/**
 * Reads everything of a person that decides what may be done to them, in one call as far as no list is longer than a page.
 * @param withPasskeys reads these in the same call; else there are none in the answer.
 * @throws GraphError when any of it cannot be read to its end.
 */
export async function readTarget(
  source: TargetSource,
  userId: string,
  withPasskeys: boolean,
  call?: DirectoryCall,
): Promise<TargetNow> {
  const { client, origin, hasEligible } = source;
  const person = requests.personRequest(userId);
  const lists = {
    groups: privileges.connectedRequest(
      userId,
      'transitiveMemberOf/microsoft.graph.group',
      'isAssignableToRole',
    ),
    owned: privileges.connectedRequest(
      userId,
      'ownedObjects/microsoft.graph.group',
      'isAssignableToRole',
    ),
    units: privileges.connectedRequest(
      userId,
      'memberOf/microsoft.graph.administrativeUnit',
      'isMemberManagementRestricted',
    ),
    roles: privileges.rolesRequest('roleAssignments', userId),
    eligibleRoles: privileges.rolesRequest('roleEligibilityScheduleInstances', userId),
    eligibleGroups: privileges.eligibleGroupsRequest('principalId', userId),
    passkeys: requests.listPasskeysRequest(userId),
  };
  const asked = [person, lists.groups, lists.owned, lists.units, lists.roles];
  if (hasEligible) asked.push(lists.eligibleRoles, lists.eligibleGroups);
  if (withPasskeys) asked.push(lists.passkeys);
  const request = requests.batchRequest('target', asked);
  const { parts } = await client.send(request, wire.batchParts, call);
  const list = async <T extends z.ZodType>(of: requests.GraphRequest, item: T) => {
    const page: z.ZodType<Page<z.infer<T>>> = wire.pageOf(item);
    const index = asked.indexOf(of);
    // Not asked for: there is nothing of the kind in this tenant, or nobody wants it.
    if (index === -1) return [];
    return readAllPages(client, origin, of, page, call, partOf(parts, index, page));
  };
  const groups = await list(lists.groups, wire.groupKindResource);
  const owned = await list(lists.owned, wire.groupKindResource);
  const units = await list(lists.units, wire.unitResource);
  const roles = [
    ...(await list(lists.roles, wire.roleAssignmentResource)),
    ...(await list(lists.eligibleRoles, wire.roleAssignmentResource)),
  ];
  const eligible = await list(lists.eligibleGroups, wire.eligibleGroupResource);
  const eligibleGroups = await readGroupKinds(
    source,
    eligible.map(({ groupId }) => groupId),
    call,
  );
  const ties: [RoleGroupTie, readonly { isAssignableToRole: boolean | null }[]][] = [
    ['member', groups],
    ['owner', owned],
    ['eligible', eligibleGroups],
  ];
  const passkeys = await list(lists.passkeys, wire.fido2MethodResource);
  const target: Target = {
    person: toPerson(partOf(parts, 0, wire.userResource)),
    roles: roles.map(({ roleDefinitionId, directoryScopeId }) => ({
      roleId: roleDefinitionId.toLowerCase(),
      isOfPart: directoryScopeId !== '/',
    })),
    roleGroups: ties.flatMap(([tie, all]) =>
      all.some(({ isAssignableToRole }) => isAssignableToRole === true) ? [tie] : [],
    ),
    isInRestrictedUnit: units.some((unit) => unit.isMemberManagementRestricted === true),
    groupIds: new Set(groups.map(({ id }) => id.toLowerCase())),
    unitIds: new Set(units.map(({ id }) => id.toLowerCase())),
  };
  return { target, passkeys: passkeys.map(toPasskey) };
}

/** Which of these groups directory roles may be given to. Few people are eligible for any, so it is asked only for them. */
async function readGroupKinds(
  { client }: TargetSource,
  groupIds: readonly string[],
  call?: DirectoryCall,
): Promise<z.infer<typeof wire.groupKindResource>[]> {
  const ids = [...new Set(groupIds.map((id) => id.toLowerCase()))];
  const kinds: z.infer<typeof wire.groupKindResource>[] = [];
  for (let at = 0; at < ids.length; at += MOST_IN_BATCH) {
    const asked = ids.slice(at, at + MOST_IN_BATCH).map(privileges.groupKindRequest);
    const request = requests.batchRequest('groupKinds', asked);
    const { parts } = await client.send(request, wire.batchParts, call);
    for (const index of asked.keys()) kinds.push(partOf(parts, index, wire.groupKindResource));
  }
  return kinds;
}
