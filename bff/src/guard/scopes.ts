import { and, eq, inArray, or } from 'drizzle-orm';
import type { Directory } from '#bff/graph/directory.ts';
import { operatorScopes } from '#bff/store/operatorTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { Store } from '#bff/store/store.ts';
import type { GuardCaller } from './decide.ts';
import type { Target } from './target.ts';

/** For whom operators may act. */
export interface Scopes {
  /**
   * @param held the connection of an enrolment that is open now.
   * @throws GraphError where the operator's groups cannot be read.
   */
  covers(caller: GuardCaller, target: Target, held?: Queries): Promise<boolean>;
}

export interface ScopesParts {
  readonly store: Pick<Store, 'read'>;
  readonly directory: Pick<Directory, 'readTarget'>;
  /** As the settings say: without it every operator acts for everybody. */
  readonly isInForce: boolean;
}

type ScopeRow = typeof operatorScopes.$inferSelect;

/** Those that may let the caller act for that person: what others have elsewhere is not read. */
const readRows = (queries: Queries, callerId: string, { groupIds, unitIds }: Target) =>
  queries
    .select()
    .from(operatorScopes)
    .where(
      and(
        or(eq(operatorScopes.subjectKind, 'group'), eq(operatorScopes.subjectId, callerId)),
        or(
          eq(operatorScopes.scopeKind, 'everyone'),
          inArray(operatorScopes.scopeId, [...groupIds, ...unitIds]),
        ),
      ),
    );

function isCovered({ scopeKind, scopeId }: ScopeRow, { groupIds, unitIds }: Target): boolean {
  switch (scopeKind) {
    case 'everyone':
      return true;
    case 'group':
      return groupIds.has(scopeId);
    case 'unit':
      return unitIds.has(scopeId);
  }
}

/**
 * Builds {@link Scopes}. Admins have none: they give them. The table is read for each action, and who is in which group
 * comes from the directory of the last minute; so what is taken away stops the next key.
 */
export function createScopes({ store, directory, isInForce }: ScopesParts): Scopes {
  return {
    async covers(caller, target, held) {
      if (!isInForce || caller.roles.includes('Admin')) return true;
      const callerId = caller.id.toLowerCase();
      const read = (queries: Queries) => readRows(queries, callerId, target);
      const rows = await (held === undefined ? store.read(read) : read(held));
      const covering = rows.filter((row) => isCovered(row, target));
      const isOwn = (row: ScopeRow) => row.subjectKind === 'operator' && row.subjectId === callerId;
      if (covering.some(isOwn)) return true;
      const throughGroups = covering.filter(({ subjectKind }) => subjectKind === 'group');
      if (throughGroups.length === 0) return false;
      const { groupIds } = await directory.readTarget(callerId, { operator: callerId });
      return throughGroups.some(({ subjectId }) => groupIds.has(subjectId));
    },
  };
}
