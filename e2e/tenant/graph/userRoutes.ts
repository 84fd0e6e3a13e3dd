import type { Person } from '../directory/person.ts';
import { type Predicate, parseFilter } from './filterExpression.ts';
import { GraphRefusal, notFound } from './graphError.ts';
import { type GraphCall, type GraphRoute, jsonAnswer } from './graphRoute.ts';
import { pageOf } from './paging.ts';
import { type QueryOptions, readQueryOptions } from './queryOptions.ts';
import { parseSearch } from './searchExpression.ts';
import { FILTERABLE, personRow, SEARCHABLE, userView } from './userView.ts';

const READ_FULL = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All'];
const READ_ANY = [...READ_FULL, 'User.ReadBasic.All'];

/** Whether the token sees basic properties only. */
function isBasicOnly(call: GraphCall): boolean {
  return !call.has(...READ_FULL);
}

function matching(people: readonly Person[], options: QueryOptions): Person[] {
  const tests: Predicate[] = [];
  if (options.filter !== undefined) {
    tests.push(parseFilter(options.filter, FILTERABLE, options.isEventual && options.count));
  }
  if (options.search !== undefined) tests.push(parseSearch(options.search, SEARCHABLE));
  return people.filter((person) => tests.every((test) => test(personRow(person))));
}

function ordered(people: Person[], orderBy: string | undefined): Person[] {
  if (orderBy === undefined) return people;
  const [, name = '', direction] =
    /^(displayName|userPrincipalName)(?: (asc|desc))?$/i.exec(orderBy.trim()) ?? [];
  if (name === '') {
    throw new GraphRefusal(
      400,
      'Request_UnsupportedQuery',
      `Sorting by '${orderBy}' is not supported.`,
    );
  }
  const key = name.toLowerCase() === 'displayname' ? 'displayName' : 'userPrincipalName';
  const sign = direction?.toLowerCase() === 'desc' ? -1 : 1;
  return [...people].sort((a, b) => sign * a[key].localeCompare(b[key], 'en'));
}

/** Filters, sorts, pages and shows people: for `/users` and for members cast to users. */
export function peopleAnswer(call: GraphCall, people: readonly Person[]): Response {
  const options = readQueryOptions(call);
  const rows = ordered(matching(people, options), options.orderBy);
  const body = pageOf(call, 'users', rows, options);
  const basic = isBasicOnly(call);
  return jsonAnswer({ ...body, value: body.value.map((p) => userView(p, options.select, basic)) });
}

function getUser(call: GraphCall): Response {
  const { select } = readQueryOptions(call, ['$select']);
  const view = userView(call.person(), select, isBasicOnly(call));
  return jsonAnswer({ '@odata.context': call.context('users/$entity'), ...view });
}

function getManager(call: GraphCall): Response {
  const person = call.person();
  const { select } = readQueryOptions(call, ['$select']);
  const manager = person.managerId && call.world.directory.findPerson(person.managerId);
  if (!manager) throw notFound('manager');
  return jsonAnswer({
    '@odata.context': call.context('directoryObjects/$entity'),
    '@odata.type': '#microsoft.graph.user',
    ...userView(manager, select, isBasicOnly(call)),
  });
}

function revokeSignInSessions(call: GraphCall): Response {
  const person = call.person();
  call.world.signIn.revoke(person.id);
  call.effect('sessions.revoked');
  return jsonAnswer({ '@odata.context': call.context('Edm.Boolean'), value: true });
}

/** `/users`, `/users/{id}`, `/users/{id}/manager`, `/users/{id}/revokeSignInSessions`. */
export function userRoutes(): GraphRoute[] {
  return [
    {
      method: 'GET',
      path: 'users',
      permissions: READ_ANY,
      handle: (call) => peopleAnswer(call, call.world.directory.people()),
    },
    { method: 'GET', path: 'users/{user}', permissions: READ_ANY, handle: getUser },
    { method: 'GET', path: 'users/{user}/manager', permissions: READ_FULL, handle: getManager },
    {
      method: 'POST',
      path: 'users/{user}/revokeSignInSessions',
      permissions: ['User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
      handle: revokeSignInSessions,
    },
  ];
}
