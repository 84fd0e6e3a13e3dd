import type { BulkDirectory, Found, GroupPage } from '#bff/graph/bulkDirectory.ts';
import type { Directory, DirectoryCall } from '#bff/graph/directory.ts';
import type { CheckedPeople, GroupList } from '#shared/api/index.ts';
import type { UnitList } from '#shared/api/operatorScopes.ts';
import { checkPeople } from './checkPeople.ts';

/** Lists of people who are to get keys: where they come from, and whether a key could be enrolled for each. */
export interface PeopleLists {
  searchGroups(query: string, call: DirectoryCall): Promise<GroupList>;
  searchUnits(query: string, call: DirectoryCall): Promise<UnitList>;
  groupPeople(groupId: string, cursor: string | undefined, call: DirectoryCall): Promise<GroupPage>;
  resolve(references: readonly string[], call: DirectoryCall): Promise<Found[]>;
  check(userIds: readonly string[], call: DirectoryCall): Promise<CheckedPeople>;
}

/** What the lists stand on. */
export interface PeopleListParts {
  readonly directory: Pick<Directory, 'listPasskeys' | 'readiness'>;
  readonly bulk: BulkDirectory;
  /** Accounts that nobody touches from here; object ids in lower case. */
  readonly breakGlassIds: readonly string[];
}

/** The page waits a minute for an answer: before that it is told how far its piece has come. */
const PIECE_DEADLINE_MS = 40_000;

/** Builds {@link PeopleLists}. Long lists give way to people at stations: their calls are those of a batch. */
export function createPeopleLists(parts: PeopleListParts): PeopleLists {
  const { bulk } = parts;
  const bulkCall = (call: DirectoryCall): DirectoryCall => ({
    ...call,
    class: 'bulk',
    deadlineMs: PIECE_DEADLINE_MS,
  });
  return {
    searchGroups: (query, call) => bulk.searchGroups(query, call),
    searchUnits: (query, call) => bulk.searchUnits(query, call),
    groupPeople: (groupId, cursor, call) => bulk.groupPeople(groupId, cursor, bulkCall(call)),
    resolve: (references, call) => bulk.findPeople(references, bulkCall(call)),
    check: (userIds, call) => checkPeople(parts, userIds, bulkCall(call)),
  };
}
