import type { Group, Person } from '#shared/api/index.ts';
import type { UnitList } from '#shared/api/operatorScopes.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { DirectoryCall } from './directory.ts';

/** A page of a group's people. */
export interface GroupPage {
  readonly people: readonly Person[];
  /** Opaque; null on the last page. */
  readonly cursor: string | null;
  /** How many people the group has, on its first page; null where Graph does not say. */
  readonly total: number | null;
  /** The group has no people, and yet it has members: devices, applications. */
  readonly hasOnlyOthers: boolean;
}

/** Whom a reference means, or why nobody can be named. */
export type Found =
  | { readonly person: Person }
  | { readonly problem: Extract<FailureCode, 'user_not_found' | 'user_ambiguous'> };

/** The tenant as it is asked about many people at a time. Reads only. Failures: GraphError. */
export interface BulkDirectory {
  /** Groups with these words in the name, or with this id; at most 25. */
  searchGroups(
    query: string,
    call?: DirectoryCall,
  ): Promise<{ groups: Group[]; truncated: boolean }>;
  /** Administrative units with these words in the name, or with this id; at most 25. */
  searchUnits(query: string, call?: DirectoryCall): Promise<UnitList>;
  /** People of a group and of the groups in it, each once in a page. @throws GraphError `group_not_found`; AppError `request_invalid` for a cursor that is not ours. */
  groupPeople(
    groupId: string,
    cursor: string | undefined,
    call?: DirectoryCall,
  ): Promise<GroupPage>;
  /** Whom these object ids, user principal names or mail addresses mean, in their order. */
  findPeople(references: readonly string[], call?: DirectoryCall): Promise<Found[]>;
  /** Object ids, in lower case, of all whom the guard protects for what the directory says of them (bff/src/guard). */
  protectedIds(call?: DirectoryCall): Promise<ReadonlySet<string>>;
}
