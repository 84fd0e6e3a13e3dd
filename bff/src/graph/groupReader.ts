import type { DirectoryCall } from './directory.ts';
import type { GraphDirectoryOptions } from './graphDirectory.ts';
import { groupsRequest } from './graphRequest.ts';
import { needsGroups, type PolicyTargets } from './policyTargets.ts';
import { readAllPages } from './readAllPages.ts';
import type { TimedCache } from './timedCache.ts';
import * as wire from './wire.ts';

/** Reads a person's groups, nested ones too, where a policy names any; those that are remembered are not asked for. */
export function createGroupReader(
  { client, config }: Pick<GraphDirectoryOptions, 'client' | 'config'>,
  groups: TimedCache<ReadonlySet<string>>,
) {
  return async (
    policy: PolicyTargets,
    userId: string,
    call?: DirectoryCall,
  ): Promise<ReadonlySet<string>> => {
    if (!needsGroups(policy)) return new Set();
    return groups.get(userId.toLowerCase(), async () => {
      const page = wire.pageOf(wire.groupResource);
      const request = groupsRequest(userId);
      const found = await readAllPages(client, config.graphOrigin, request, page, call);
      return new Set(found.map((group) => group.id.toLowerCase()));
    });
  };
}
