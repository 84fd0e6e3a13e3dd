import { directoryRole } from '../directory/directoryRoles.ts';
import { stableGuid } from '../directory/stableGuid.ts';
import { type GraphCall, type GraphRoute, jsonAnswer } from './graphRoute.ts';
import { unsupportedQuery } from './queryOptions.ts';

/** Assignments of one principal; the emulator has no assignments to groups. */
function assignments(call: GraphCall): Response {
  const filter = call.url.searchParams.get('$filter') ?? '';
  const principalId = /^principalId eq '([0-9a-f-]{36})'$/i.exec(filter)?.[1];
  if (principalId === undefined) {
    throw unsupportedQuery("The emulator answers $filter=principalId eq '{id}' only.");
  }
  const person = call.world.directory.findPerson(principalId);
  const value = (person?.directoryRoles ?? []).map((name) => ({
    id: stableGuid(`assignment:${principalId}:${name}`),
    principalId,
    directoryScopeId: '/',
    roleDefinitionId: directoryRole(name).roleTemplateId,
  }));
  return jsonAnswer({
    '@odata.context': call.context('roleManagement/directory/roleAssignments'),
    value,
  });
}

/** Role assignments by principal: straight in v1.0, through groups in beta only. */
export function roleAssignmentRoutes(): GraphRoute[] {
  const permissions = [
    'RoleManagement.Read.Directory',
    'RoleManagement.Read.All',
    'Directory.Read.All',
  ];
  return [
    {
      method: 'GET',
      path: 'roleManagement/directory/roleAssignments',
      permissions,
      handle: assignments,
    },
    {
      method: 'GET',
      path: 'roleManagement/directory/transitiveRoleAssignments',
      versions: ['beta'],
      permissions,
      handle: assignments,
    },
  ];
}
