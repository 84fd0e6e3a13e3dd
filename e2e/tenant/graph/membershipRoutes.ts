import type { AdministrativeUnit, DirectoryRole, Group } from '../directory/person.ts';
import { parseFilter } from './filterExpression.ts';
import { type GraphCall, type GraphRoute, jsonAnswer } from './graphRoute.ts';
import { groupView } from './groupRoutes.ts';
import { pageOf } from './paging.ts';
import { readQueryOptions, unsupportedQuery } from './queryOptions.ts';

const READ_MEMBERSHIP = [
  'User.Read.All',
  'GroupMember.Read.All',
  'GroupMember.ReadBasic.All',
  'Directory.Read.All',
];
const READ_ROLES = ['RoleManagement.Read.Directory', 'Directory.Read.All'];
const READ_GROUPS = ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'];

const READ_UNITS = ['AdministrativeUnit.Read.All', 'Directory.Read.All'];

type Membership =
  | { kind: 'group'; group: Group }
  | { kind: 'directoryRole'; role: DirectoryRole }
  | { kind: 'administrativeUnit'; unit: AdministrativeUnit };

function memberships(call: GraphCall, isTransitive: boolean): Membership[] {
  const person = call.person();
  const { directory } = call.world;
  return [
    ...directory.groupsOf(person, isTransitive).map((group) => ({ kind: 'group', group }) as const),
    ...directory
      .rolesOf(person, isTransitive)
      .map((role) => ({ kind: 'directoryRole', role }) as const),
    ...directory.unitsOf(person).map((unit) => ({ kind: 'administrativeUnit', unit }) as const),
  ];
}

/** Without the right to read a kind of object, only its type and id come back. */
function view(
  call: GraphCall,
  item: Membership,
  select?: readonly string[],
): Record<string, unknown> {
  const type = { '@odata.type': `#microsoft.graph.${item.kind}` };
  if (item.kind === 'group') {
    const { group } = item;
    return { ...type, ...(call.has(...READ_GROUPS) ? groupView(group, select) : { id: group.id }) };
  }
  if (item.kind === 'administrativeUnit') {
    return { ...type, ...unitView(item.unit, call.has(...READ_UNITS), select) };
  }
  const { id, displayName, roleTemplateId } = item.role;
  if (!call.has(...READ_ROLES)) return { ...type, id, displayName: null, roleTemplateId: null };
  const full: Record<string, unknown> = { id, displayName, description: null, roleTemplateId };
  const wanted = Object.entries(full).filter(([name]) => !select || select.includes(name));
  return { ...type, ...Object.fromEntries(wanted) };
}

/** An administrative unit as lists show it; who may not read units sees that there is one. */
export function unitView(
  unit: AdministrativeUnit,
  isReadable: boolean,
  select?: readonly string[],
): Record<string, unknown> {
  const { id, displayName, isMemberManagementRestricted } = unit;
  const shown = isReadable
    ? { id, displayName, isMemberManagementRestricted }
    : { id, displayName: null, isMemberManagementRestricted: null };
  const wanted = Object.entries(shown).filter(([name]) => !select || select.includes(name));
  return Object.fromEntries(wanted);
}

/** Groups that the person owns; the cast is an advanced query. */
function ownedGroups(call: GraphCall): Response {
  const options = readQueryOptions(call, ['$select', '$count', '$top', '$skiptoken']);
  if (!options.isEventual || !options.count) {
    throw unsupportedQuery(
      "An OData cast needs the header 'ConsistencyLevel: eventual' and $count=true.",
    );
  }
  const rows = call.world.directory.ownedGroups(call.person());
  const body = pageOf(call, 'groups', rows, options);
  const isReadable = call.has(...READ_GROUPS);
  const value = body.value.map((group) =>
    isReadable ? groupView(group, options.select) : { id: group.id },
  );
  return jsonAnswer({ ...body, value });
}

function list(call: GraphCall, kind?: Membership['kind']): Response {
  const options = readQueryOptions(call);
  if (options.search !== undefined || options.orderBy !== undefined) {
    throw unsupportedQuery('Only $filter, $select, $top and $count are supported here.');
  }
  const isTransitive = /\/transitiveMemberOf(\/|$)/i.test(call.url.pathname);
  const all = memberships(call, isTransitive).filter((item) => !kind || item.kind === kind);
  const filter =
    options.filter === undefined
      ? undefined
      : parseFilter(
          options.filter,
          ['id', 'displayName', 'isAssignableToRole', 'securityEnabled'],
          options.isEventual && options.count,
        );
  const rows = filter ? all.filter((item) => filter(view(call, item))) : all;
  const body = pageOf(call, 'directoryObjects', rows, options);
  return jsonAnswer({ ...body, value: body.value.map((item) => view(call, item, options.select)) });
}

/** `/users/{id}/memberOf` and `transitiveMemberOf`, whole or cast, and the groups among `ownedObjects`. */
export function membershipRoutes(): GraphRoute[] {
  const owned: GraphRoute = {
    method: 'GET',
    path: 'users/{user}/ownedObjects/microsoft.graph.group',
    permissions: ['User.Read.All', 'Directory.Read.All'],
    handle: ownedGroups,
  };
  const memberOf = ['memberOf', 'transitiveMemberOf'].flatMap((relation) => {
    const get = (cast: string, kind?: Membership['kind']): GraphRoute => ({
      method: 'GET',
      path: `users/{user}/${relation}${cast}`,
      permissions: READ_MEMBERSHIP,
      handle: (call) => list(call, kind),
    });
    return [
      get(''),
      get('/microsoft.graph.group', 'group'),
      get('/microsoft.graph.directoryRole', 'directoryRole'),
      get('/microsoft.graph.administrativeUnit', 'administrativeUnit'),
    ];
  });
  return [...memberOf, owned];
}
