import { directoryRole } from '../directory/directoryRoles.ts';
import type { Person } from '../directory/person.ts';
import { stableGuid } from '../directory/stableGuid.ts';
import { type GraphCall, type GraphRoute, jsonAnswer } from './graphRoute.ts';
import { pageOf } from './paging.ts';
import { type QueryOptions, readQueryOptions, unsupportedQuery } from './queryOptions.ts';

function assignmentsOf({ id: principalId, directoryRoles }: Person) {
  return directoryRoles.map((name) => ({
    id: stableGuid(`assignment:${principalId}:${name}`),
    principalId,
    directoryScopeId: '/',
    roleDefinitionId: directoryRole(name).roleTemplateId,
  }));
}

/** Whose assignments are asked for: those of one principal, or all. */
function principals(call: GraphCall, options: QueryOptions): readonly Person[] {
  const { directory } = call.world;
  if (options.filter === undefined) {
    if (call.url.pathname.toLowerCase().endsWith('/transitiveroleassignments')) {
      throw unsupportedQuery('A $filter on principalId is required.');
    }
    return directory.people();
  }
  const principalId = /^principalId eq '([0-9a-f-]{36})'$/i.exec(options.filter)?.[1];
  if (principalId === undefined) {
    throw unsupportedQuery("The emulator answers $filter=principalId eq '{id}' only.");
  }
  return [directory.findPerson(principalId) ?? []].flat();
}

/** Assignments, all or of one principal; the emulator has none to groups. */
function assignments(call: GraphCall): Response {
  const options = readQueryOptions(call, ['$filter', '$select', '$count', '$skiptoken']);
  const rows = principals(call, options).flatMap(assignmentsOf);
  const body = pageOf(call, 'roleManagement/directory/roleAssignments', rows, options);
  const { select } = options;
  const value = body.value.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !select || select.includes(name))),
  );
  return jsonAnswer({ ...body, value });
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
