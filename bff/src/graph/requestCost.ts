import type { GraphRequest } from './graphRequest.ts';
import type { CallCost } from './limiter/callClass.ts';

/**
 * What a call costs of the published quota for identity and access. A read of people or memberships costs 2 units and
 * 1 less with `$select`, which all of ours have; opening the groups in a group costs 5 and 1 less; everything else costs 1,
 * and `$expand` 1 more. What is not published
 * (the calls for passkeys) is taken for the usual.
 * @see Microsoft Graph service-specific throttling limits, "Identity and access"
 */
export function requestCost({ method, path, batch }: GraphRequest): CallCost {
  // Graph counts what is in it, and nothing for the whole.
  if (batch !== undefined) {
    return { writes: 0, units: batch.reduce((sum, item) => sum + requestCost(item).units, 0) };
  }
  if (/\/transitiveMembers[/?]/.test(path)) return { writes: 0, units: 4 };
  const isExpanded = /[?&]\$expand=/.test(path);
  return { writes: method === 'GET' ? 0 : 1, units: isExpanded ? 2 : 1 };
}
