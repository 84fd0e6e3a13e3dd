import { type GraphCall, type GraphRoute, jsonAnswer } from './graphRoute.ts';
import { pageOf } from './paging.ts';
import { readQueryOptions } from './queryOptions.ts';

function policies(call: GraphCall): Response {
  const options = readQueryOptions(call, ['$select', '$top', '$skiptoken']);
  const rows = call.world.policies.conditionalAccess.map((policy) => ({
    id: policy.id,
    displayName: policy.displayName,
    state: policy.state,
    createdDateTime: '2025-01-01T00:00:00Z',
    conditions: {
      clientAppTypes: ['all'],
      applications: {
        includeApplications: [],
        excludeApplications: [],
        includeUserActions: [],
        includeAuthenticationContextClassReferences: policy.contexts,
      },
      users: { includeUsers: ['All'], excludeUsers: [] },
    },
    grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    sessionControls: null,
  }));
  const body = pageOf(call, 'identity/conditionalAccess/policies', rows, options);
  const value = body.value.map((row) =>
    Object.fromEntries(
      Object.entries(row).filter(([name]) => options.select?.includes(name) ?? true),
    ),
  );
  return jsonAnswer({ ...body, value });
}

/** Conditional Access policies, to be read. */
export function conditionalAccessRoutes(): GraphRoute[] {
  return [
    {
      method: 'GET',
      path: 'identity/conditionalAccess/policies',
      permissions: ['Policy.Read.ConditionalAccess', 'Policy.Read.All'],
      handle: policies,
    },
  ];
}
