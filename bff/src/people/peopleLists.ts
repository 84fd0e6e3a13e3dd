import type { BulkDirectory, Found, GroupPage } from '#bff/graph/bulkDirectory.ts';
import type { Directory, DirectoryCall } from '#bff/graph/directory.ts';
import type { CheckedPeople, GroupList } from '#shared/api/index.ts';
import { checkPeople } from './checkPeople.ts';

/** Lists of people who are to get keys: where they come from, and whether a key could be enrolled for each. */
export interface PeopleLists {
  searchGroups(query: string, call: DirectoryCall): Promise<GroupList>;
  groupPeople(groupId: string, cursor: string | undefined, call: DirectoryCall): Promise<GroupPage>;
  resolve(references: readonly string[], call: DirectoryCall): Promise<Found[]>;
  check(userIds: readonly string[], call: DirectoryCall): Promise<CheckedPeople>;
}

/** What the lists stand on. */
export interface PeopleListParts {
  readonly directory: Pick<Directory, 'listPasskeys' | 'readiness'>;
  readonly bulk: BulkDirectory;
}

/** Builds {@link PeopleLists}. Long lists give way to people at stations: their calls are of low priority. */
export function createPeopleLists(parts: PeopleListParts): PeopleLists {
  const { bulk } = parts;
  const low = (call: DirectoryCall): DirectoryCall => ({ ...call, priority: 'low' });
  return {
    searchGroups: (query, call) => bulk.searchGroups(query, { ...call, priority: 'high' }),
    groupPeople: (groupId, cursor, call) => bulk.groupPeople(groupId, cursor, low(call)),
    resolve: (references, call) => bulk.findPeople(references, low(call)),
    check: (userIds, call) => checkPeople(parts, userIds, low(call)),
  };
}
