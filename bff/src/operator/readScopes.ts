import { asc, desc, max } from 'drizzle-orm';
import { operatorScopes, scopeChanges } from '#bff/store/operatorTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { OperatorScopes, ScopeTarget } from '#shared/api/operatorScopes.ts';

/** What tells one scope from another. */
export type ScopeKey = Omit<typeof operatorScopes.$inferSelect, 'grantedById' | 'at'>;

const MOST_CHANGES = 50;

/** All scopes, with their versions and their last changes. */
export async function readScopes(queries: Queries): Promise<Omit<OperatorScopes, 'inForce'>> {
  const { subjectKind, subjectId, scopeKind, scopeId } = operatorScopes;
  const rows = await queries
    .select()
    .from(operatorScopes)
    .orderBy(asc(subjectKind), asc(subjectId), asc(scopeKind), asc(scopeId));
  const versions = await queries
    .select({
      kind: scopeChanges.subjectKind,
      id: scopeChanges.subjectId,
      version: max(scopeChanges.version),
    })
    .from(scopeChanges)
    .groupBy(scopeChanges.subjectKind, scopeChanges.subjectId);
  const changes = await queries
    .select()
    .from(scopeChanges)
    .orderBy(desc(scopeChanges.at), desc(scopeChanges.version))
    .limit(MOST_CHANGES);
  return {
    scopes: rows.map(({ grantedById, at, ...row }) => ({
      ...{ ...sidesOf(row), grantedById },
      at: at.toISOString(),
    })),
    versions: versions.map(({ version, ...subject }) => ({ subject, version: version ?? 0 })),
    changes: changes.map(({ version, granted, changedById, changedByName, at, ...row }) => ({
      ...{ ...sidesOf(row), version, granted },
      changedBy: { id: changedById, displayName: changedByName },
      at: at.toISOString(),
    })),
  };
}

function sidesOf({ subjectKind, subjectId, scopeKind, scopeId }: ScopeKey) {
  const scope: ScopeTarget =
    scopeKind === 'everyone' ? { kind: scopeKind } : { kind: scopeKind, id: scopeId };
  return { subject: { kind: subjectKind, id: subjectId }, scope };
}
