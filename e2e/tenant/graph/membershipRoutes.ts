import type { DirectoryRole, Group } from '../directory/person.ts';
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

type Membership = { kind: 'group'; group: Group } | { kind: 'directoryRole'; role: DirectoryRole };

function memberships(call: GraphCall, isTransitive: boolean): Membership[] {
  const person = call.person();
  const { directory } = call.world;
  return [
    ...directory.groupsOf(person, isTransitive).map((group) => ({ kind: 'group', group }) as const),
    ...directory.rolesOf(person).map((role) => ({ kind: 'directoryRole', role }) as const),
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
  const { id, displayName, roleTemplateId } = item.role;
  if (!call.has(...READ_ROLES)) return { ...type, id, displayName: null, roleTemplateId: null };
  const full: Record<string, unknown> = { id, displayName, description: null, roleTemplateId };
  const wanted = Object.entries(full).filter(([name]) => !select || select.includes(name));
  return { ...type, ...Object.fromEntries(wanted) };
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

/** `/users/{id}/memberOf` and `transitiveMemberOf`, whole or cast to groups or directory roles. */
export function membershipRoutes(): GraphRoute[] {
  return ['memberOf', 'transitiveMemberOf'].flatMap((relation) => {
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
    ];
  });
}
