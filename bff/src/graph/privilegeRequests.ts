import type { GraphRequest } from './graphRequest.ts';
import { odataLiteral, pathGuid, withQuery } from './requestPath.ts';

/** How somebody is connected with groups and units. */
type Relation =
  | 'transitiveMemberOf/microsoft.graph.group'
  | 'ownedObjects/microsoft.graph.group'
  | 'memberOf/microsoft.graph.administrativeUnit';

/** `GET /users/{id}/{relation}`: groups or units with the property that says whether they protect, over pages. */
export function connectedRequest(
  userId: string,
  relation: Relation,
  property: 'isAssignableToRole' | 'isMemberManagementRestricted',
): GraphRequest {
  const path = withQuery(`/v1.0/users/${pathGuid(userId)}/${relation}`, {
    $select: `id,displayName,${property}`,
    $count: 'true',
    $top: '999',
  });
  return { operation: 'connected', method: 'GET', path, isEventual: true };
}

/** `GET /roleManagement/directory/…`: the directory roles that somebody has, or can switch on; of everybody without an id. */
export function rolesRequest(
  kind: 'roleAssignments' | 'roleEligibilityScheduleInstances',
  principalId?: string,
): GraphRequest {
  const path = withQuery(`/v1.0/roleManagement/directory/${kind}`, {
    ...(principalId !== undefined && {
      $filter: `principalId eq ${odataLiteral(pathGuid(principalId))}`,
    }),
    $select: 'principalId,roleDefinitionId,directoryScopeId',
  });
  return { operation: kind, method: 'GET', path };
}

/** `GET /identityGovernance/privilegedAccess/group/eligibilityScheduleInstances`: memberships that can be switched on. */
export function eligibleGroupsRequest(
  property: 'principalId' | 'groupId',
  id: string,
): GraphRequest {
  const path = withQuery(
    '/v1.0/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances',
    { $filter: `${property} eq ${odataLiteral(pathGuid(id))}` },
  );
  return { operation: 'eligibleGroups', method: 'GET', path };
}

/** `GET /directory/administrativeUnits`: all of them, over pages. */
export function unitsRequest(): GraphRequest {
  const path = withQuery('/v1.0/directory/administrativeUnits', {
    $select: 'id,displayName,isMemberManagementRestricted',
  });
  return { operation: 'units', method: 'GET', path };
}

/** `GET /directory/administrativeUnits/{id}/members/microsoft.graph.user`: ids only, over pages. */
export function unitPeopleRequest(unitId: string): GraphRequest {
  const path = withQuery(
    `/v1.0/directory/administrativeUnits/${pathGuid(unitId)}/members/microsoft.graph.user`,
    { $select: 'id', $count: 'true', $top: '999' },
  );
  return { operation: 'unitPeople', method: 'GET', path, isEventual: true };
}

/** `GET /groups/{id}`: whether directory roles may be given to it. */
export function groupKindRequest(groupId: string): GraphRequest {
  const path = withQuery(`/v1.0/groups/${pathGuid(groupId)}`, {
    $select: 'id,displayName,isAssignableToRole',
  });
  return { operation: 'groupKind', method: 'GET', path };
}
