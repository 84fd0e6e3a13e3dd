import { and, asc, eq } from 'drizzle-orm';
import type { AuditEntry } from '#bff/audit/auditRecord.ts';
import type { Actor, EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { operatorScopes } from '#bff/store/operatorTables.ts';
import type { ChangeScope, OperatorScopes } from '#shared/api/operatorScopes.ts';
import { AppError } from '#shared/failure/appError.ts';

/** Where admins say for whom operators may act. */
export interface ScopeDesk {
  list(): Promise<OperatorScopes>;
  /** Safe to repeat. @throws AppError `user_is_self`, `audit_unavailable`. */
  change(change: ChangeScope, actor: Actor): Promise<void>;
}

/** Builds the {@link ScopeDesk} over its table. @param inForce whether the settings limit operators. */
export function createScopeDesk(
  parts: Pick<EnrolmentParts, 'store' | 'audit' | 'now'>,
  inForce: boolean,
): ScopeDesk {
  const { store, audit } = parts;
  return {
    async list() {
      const { subjectKind, subjectId, scopeKind, scopeId } = operatorScopes;
      const rows = await store.read((queries) =>
        queries
          .select()
          .from(operatorScopes)
          .orderBy(asc(subjectKind), asc(subjectId), asc(scopeKind), asc(scopeId)),
      );
      return { inForce, scopes: rows.map(toWire) };
    },

    async change({ subject, scope, granted }, actor) {
      const row = {
        subjectKind: subject.kind,
        subjectId: subject.id.toLowerCase(),
        scopeKind: scope.kind,
        scopeId: (scope.kind === 'everyone' ? subject.id : scope.id).toLowerCase(),
      };
      if (row.subjectKind === 'operator' && row.subjectId === actor.id.toLowerCase()) {
        throw new AppError('user_is_self', 'nobody changes their own scope');
      }
      await store.transaction(async (queries) => {
        if (granted) {
          const given = { ...row, grantedById: actor.id, at: new Date(parts.now()) };
          await queries.insert(operatorScopes).values(given).onConflictDoNothing();
        } else {
          await queries
            .delete(operatorScopes)
            .where(
              and(
                eq(operatorScopes.subjectKind, row.subjectKind),
                eq(operatorScopes.subjectId, row.subjectId),
                eq(operatorScopes.scopeKind, row.scopeKind),
                eq(operatorScopes.scopeId, row.scopeId),
              ),
            );
        }
        const intent: AuditEntry = {
          phase: 'intent',
          action: granted ? 'grantScope' : 'revokeScope',
          result: null,
          actorId: actor.id,
          // Whom it is about, a person or a group.
          holderId: row.subjectId,
          enrolmentId: null,
          requestId: actor.requestId,
          authentication: actor.authentication ?? null,
          detail: {
            subject: `${row.subjectKind}:${row.subjectId}`,
            scope: `${row.scopeKind}:${row.scopeId}`,
          },
        };
        await audit.append(queries, intent, { ...intent, phase: 'outcome', result: 'ok' });
      });
    },
  };
}

function toWire(row: typeof operatorScopes.$inferSelect): OperatorScopes['scopes'][number] {
  return {
    subject: { kind: row.subjectKind, id: row.subjectId },
    scope:
      row.scopeKind === 'everyone'
        ? { kind: 'everyone' }
        : { kind: row.scopeKind, id: row.scopeId },
    grantedById: row.grantedById,
    at: row.at.toISOString(),
  };
}
