import { directoryRole } from '../directory/directoryRoles.ts';
import type { Group, Person } from '../directory/person.ts';
import { APP_OBJECTS } from '../directory/registration.ts';
import { stableGuid } from '../directory/stableGuid.ts';
import { type GraphCall, type GraphRoute, jsonAnswer } from './graphRoute.ts';
import { pageOf } from './paging.ts';
import { type QueryOptions, readQueryOptions, unsupportedQuery } from './queryOptions.ts';

type Principal = Person | Group | Pick<Group, 'id' | 'directoryRoles' | 'eligibleRoles'>;
/** Active assignments, or what a principal can switch on. */
type Kind = 'active' | 'eligible';

function assignmentsOf(principal: Principal, kind: Kind) {
  const { id: principalId, directoryRoles, eligibleRoles } = principal;
  const whole = (kind === 'active' ? directoryRoles : eligibleRoles).map((role) => ({
    role,
    scope: '/',
  }));
  const ofUnits = kind === 'active' && 'unitRoles' in principal ? principal.unitRoles : [];
  const scoped = ofUnits.map(({ role, unitId }) => ({
    role,
    scope: `/administrativeUnits/${unitId}`,
  }));
  return [...whole, ...scoped].map(({ role, scope }) => ({
    id: stableGuid(`${kind}:${principalId}:${role}:${scope}`),
    principalId,
    directoryScopeId: scope,
    roleDefinitionId: directoryRole(role).roleTemplateId,
  }));
}

/** Whose assignments are asked for: those of one principal, or all. */
function principals(call: GraphCall, options: QueryOptions): readonly Principal[] {
  const { directory } = call.world;
  if (options.filter === undefined) {
    if (call.url.pathname.toLowerCase().endsWith('/transitiveroleassignments')) {
      throw unsupportedQuery('A $filter on principalId is required.');
    }
    return [...directory.people(), ...directory.groups()];
  }
  const principalId = /^principalId eq '([0-9a-f-]{36})'$/i.exec(options.filter)?.[1];
  if (principalId === undefined) {
    throw unsupportedQuery("The emulator answers $filter=principalId eq '{id}' only.");
  }
  if (principalId.toLowerCase() === APP_OBJECTS.principal) {
    const { directoryRoles } = call.world.registration;
    return [{ id: APP_OBJECTS.principal, directoryRoles, eligibleRoles: [] }];
  }
  return [directory.findPerson(principalId) ?? directory.findGroup(principalId) ?? []].flat();
}

function assignments(call: GraphCall, kind: Kind): Response {
  const options = readQueryOptions(call, ['$filter', '$select', '$count', '$skiptoken']);
  const asked = principals(call, options);
  // What groups give counts for their members where the list is transitive.
  const isTransitive = /\/transitiveRoleAssignments$/i.test(call.url.pathname);
  const holders = isTransitive
    ? asked.flatMap((one) =>
        'userPrincipalName' in one ? [one, ...call.world.directory.groupsOf(one, true)] : [one],
      )
    : asked;
  const rows = holders.flatMap((principal) => assignmentsOf(principal, kind));
  const body = pageOf(call, 'roleManagement/directory/roleAssignments', rows, options);
  const { select } = options;
  const value = body.value.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !select || select.includes(name))),
  );
  return jsonAnswer({ ...body, value });
}

/** Role assignments by principal: straight in v1.0, through groups in beta only; and those that can be switched on. */
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
      handle: (call) => assignments(call, 'active'),
    },
    {
      method: 'GET',
      path: 'roleManagement/directory/transitiveRoleAssignments',
      versions: ['beta'],
      permissions,
      handle: (call) => assignments(call, 'active'),
    },
    {
      method: 'GET',
      path: 'roleManagement/directory/roleEligibilityScheduleInstances',
      permissions: [
        'RoleEligibilitySchedule.Read.Directory',
        'RoleManagement.Read.Directory',
        'RoleManagement.Read.All',
      ],
      handle: (call) => assignments(call, 'eligible'),
    },
  ];
}
