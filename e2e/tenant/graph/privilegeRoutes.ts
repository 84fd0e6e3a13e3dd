import { stableGuid } from '../directory/stableGuid.ts';
import { notFound } from './graphError.ts';
import { type GraphCall, type GraphRoute, jsonAnswer } from './graphRoute.ts';
import { unitView } from './membershipRoutes.ts';
import { pageOf } from './paging.ts';
import { readQueryOptions, unsupportedQuery } from './queryOptions.ts';
import { peopleAnswer } from './userRoutes.ts';

const READ_UNITS = ['AdministrativeUnit.Read.All', 'Directory.Read.All'];

/** Who can switch a group's membership on; Graph wants to know whose, or of which group. */
function groupEligibility(call: GraphCall): Response {
  const options = readQueryOptions(call, ['$filter', '$select', '$skiptoken']);
  const [, property, id] =
    /^(principalId|groupId) eq '([0-9a-f-]{36})'$/i.exec(options.filter ?? '') ?? [];
  if (property === undefined || id === undefined) {
    throw unsupportedQuery('A $filter on principalId or groupId is required.');
  }
  const wanted = id.toLowerCase();
  const isOfPerson = property.toLowerCase() === 'principalid';
  const rows = call.world.directory
    .people()
    .flatMap((person) =>
      person.eligibleGroupIds.map((groupId) => ({
        id: stableGuid(`eligible:${person.id}:${groupId}`),
        principalId: person.id,
        groupId,
        accessId: 'member',
      })),
    )
    .filter((row) => (isOfPerson ? row.principalId : row.groupId) === wanted);
  const context = 'identityGovernance/privilegedAccess/group/eligibilityScheduleInstances';
  return jsonAnswer(pageOf(call, context, rows, options));
}

function listUnits(call: GraphCall): Response {
  const options = readQueryOptions(call, ['$select', '$top', '$count', '$skiptoken']);
  const units = call.world.directory.units();
  const body = pageOf(call, 'directory/administrativeUnits', units, options);
  return jsonAnswer({
    ...body,
    value: body.value.map((unit) => unitView(unit, true, options.select)),
  });
}

function unitMembers(call: GraphCall): Response {
  const options = readQueryOptions(call);
  if (!options.isEventual || !options.count) {
    throw unsupportedQuery(
      "An OData cast needs the header 'ConsistencyLevel: eventual' and $count=true.",
    );
  }
  const id = call.param('unit').toLowerCase();
  const unit = call.world.directory.units().find((one) => one.id === id);
  if (unit === undefined) throw notFound(id);
  return peopleAnswer(call, call.world.directory.membersOfUnit(unit));
}

/** Administrative units with their people, and memberships of groups that can be switched on (PIM for Groups). */
export function privilegeRoutes(): GraphRoute[] {
  return [
    {
      method: 'GET',
      path: 'identityGovernance/privilegedAccess/group/eligibilityScheduleInstances',
      permissions: ['PrivilegedEligibilitySchedule.Read.AzureADGroup'],
      handle: groupEligibility,
    },
    {
      method: 'GET',
      path: 'directory/administrativeUnits',
      permissions: READ_UNITS,
      handle: listUnits,
    },
    {
      method: 'GET',
      path: 'directory/administrativeUnits/{unit}/members/microsoft.graph.user',
      permissions: READ_UNITS,
      handle: unitMembers,
    },
  ];
}
