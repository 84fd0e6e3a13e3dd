import type { Member } from '../directory/directory.ts';
import type { Group, Person } from '../directory/person.ts';
import { parseFilter } from './filterExpression.ts';
import { notFound } from './graphError.ts';
import { type GraphCall, type GraphRoute, jsonAnswer } from './graphRoute.ts';
import { pageOf } from './paging.ts';
import { readQueryOptions, unsupportedQuery } from './queryOptions.ts';
import { parseSearch } from './searchExpression.ts';
import { peopleAnswer } from './userRoutes.ts';
import { userView } from './userView.ts';

const READ_GROUPS = [
  'Group.ReadBasic.All',
  'GroupMember.Read.All',
  'Group.Read.All',
  'Directory.Read.All',
];
const READ_MEMBERS = [
  'GroupMember.ReadBasic.All',
  'GroupMember.Read.All',
  'Group.Read.All',
  'Directory.Read.All',
];

/** A group object; it is a security group, the only kind a passkey policy can name. */
export function groupView(group: Group, select?: readonly string[]): Record<string, unknown> {
  const { id, displayName, description, isAssignableToRole } = group;
  const view: Record<string, unknown> = {
    id,
    displayName,
    description,
    isAssignableToRole,
    groupTypes: [],
    mailEnabled: false,
    securityEnabled: true,
  };
  if (!select) return view;
  return Object.fromEntries(
    select.filter((name) => name in view).map((name) => [name, view[name]]),
  );
}

function groupOf(call: GraphCall): Group {
  const id = call.param('group');
  const group = call.world.directory.findGroup(id);
  if (!group) throw notFound(id);
  return group;
}

function listGroups(call: GraphCall): Response {
  const options = readQueryOptions(call);
  const allowed = ['id', 'displayName', 'isAssignableToRole', 'securityEnabled', 'mailEnabled'];
  const filter =
    options.filter === undefined
      ? undefined
      : parseFilter(options.filter, allowed, options.isEventual && options.count);
  const search =
    options.search === undefined
      ? undefined
      : parseSearch(options.search, ['displayName', 'description']);
  const groups = call.world.directory.groups().filter((group) => {
    const row = groupView(group);
    return (filter?.(row) ?? true) && (search?.(row) ?? true);
  });
  const body = pageOf(call, 'groups', groups, options);
  return jsonAnswer({
    ...body,
    value: body.value.map((group) => groupView(group, options.select)),
  });
}

function getGroup(call: GraphCall): Response {
  const { select } = readQueryOptions(call, ['$select']);
  return jsonAnswer({
    '@odata.context': call.context('groups/$entity'),
    ...groupView(groupOf(call), select),
  });
}

function members(call: GraphCall): Member[] {
  const group = groupOf(call);
  const { directory } = call.world;
  const relation = call.param('relation');
  switch (relation.toLowerCase()) {
    case 'members':
      return directory.directMembers(group);
    case 'transitivemembers':
      return directory.transitiveMembers(group);
    case 'owners':
      return directory.owners(group);
    default:
      throw notFound(relation);
  }
}

function isPerson(member: Member): member is Person {
  return 'userPrincipalName' in member;
}

/** A member with its type, as a list without a cast shows it. */
function memberView(member: Member, select?: readonly string[]): Record<string, unknown> {
  if (isPerson(member)) {
    return { '@odata.type': '#microsoft.graph.user', ...userView(member, select, false) };
  }
  if ('memberIds' in member) {
    return { '@odata.type': '#microsoft.graph.group', ...groupView(member, select) };
  }
  const shown = Object.entries(member).filter(([name]) => !select || select.includes(name));
  return { '@odata.type': '#microsoft.graph.device', ...Object.fromEntries(shown) };
}

function listMembers(call: GraphCall): Response {
  const options = readQueryOptions(call, ['$select', '$top', '$count', '$skiptoken']);
  const body = pageOf(call, 'directoryObjects', members(call), options);
  const value = body.value.map((member) => memberView(member, options.select));
  return jsonAnswer({ ...body, value });
}

/** The OData cast is an advanced query: header and `$count=true` are needed. */
function listUserMembers(call: GraphCall): Response {
  const options = readQueryOptions(call);
  if (!options.isEventual || !options.count) {
    throw unsupportedQuery(
      "An OData cast needs the header 'ConsistencyLevel: eventual' and $count=true.",
    );
  }
  return peopleAnswer(call, members(call).filter(isPerson));
}

function countMembers(call: GraphCall): Response {
  if (call.request.headers.get('ConsistencyLevel')?.toLowerCase() !== 'eventual') {
    throw unsupportedQuery("$count needs the header 'ConsistencyLevel: eventual'.");
  }
  const isCast = call.url.pathname.toLowerCase().includes('/microsoft.graph.user/');
  const counted = isCast ? members(call).filter(isPerson) : members(call);
  return new Response(String(counted.length), { headers: { 'Content-Type': 'text/plain' } });
}

/** `/groups`, `/groups/{id}`, their owners and members, straight or through nested groups. */
export function groupRoutes(): GraphRoute[] {
  const get = (
    path: string,
    permissions: readonly string[],
    handle: GraphRoute['handle'],
  ): GraphRoute => ({
    method: 'GET',
    path,
    permissions,
    handle,
  });
  return [
    get('groups', READ_GROUPS, listGroups),
    get('groups/{group}', READ_GROUPS, getGroup),
    get('groups/{group}/{relation}/$count', READ_MEMBERS, countMembers),
    get('groups/{group}/{relation}/microsoft.graph.user', READ_MEMBERS, listUserMembers),
    get('groups/{group}/{relation}/microsoft.graph.user/$count', READ_MEMBERS, countMembers),
    get('groups/{group}/{relation}', READ_MEMBERS, listMembers),
  ];
}
