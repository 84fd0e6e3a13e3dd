import { and, asc, eq } from 'drizzle-orm';
import { scopeItem } from '#bff/approvals/approvalItem.ts';
import type { AuditEntry } from '#bff/audit/auditRecord.ts';
import type { Actor, EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { operatorScopes } from '#bff/store/operatorTables.ts';
import type { ChangeScope, OperatorScopes } from '#shared/api/operatorScopes.ts';
import { AppError } from '#shared/failure/appError.ts';

/** Where admins say for whom operators may act. */
export interface ScopeDesk {
  list(): Promise<OperatorScopes>;
  /** Safe to repeat. @throws AppError `user_is_self`, `audit_unavailable`; those of `Approvals.use` where one is needed. */
  change(change: ChangeScope, actor: Actor): Promise<void>;
}

/** Builds the {@link ScopeDesk} over its table. @param inForce whether the settings limit operators. */
export function createScopeDesk(
  parts: Pick<EnrolmentParts, 'store' | 'audit' | 'now' | 'approvals'>,
  inForce: boolean,
): ScopeDesk {
  const { store, audit, approvals } = parts;
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

    async change(change, actor) {
      const { subject, scope, granted } = change;
      const row: ScopeKey = {
        subjectKind: subject.kind,
        subjectId: subject.id.toLowerCase(),
        scopeKind: scope.kind,
        scopeId: (scope.kind === 'everyone' ? subject.id : scope.id).toLowerCase(),
      };
      if (row.subjectKind === 'operator' && row.subjectId === actor.id.toLowerCase()) {
        throw new AppError('user_is_self', 'nobody changes their own scope');
      }
      const needsApproval = approvals.needs('scopes');
      const intent = intentOf(row, granted, actor, needsApproval);
      const outcome = (result: string) => ({ ...intent, phase: 'outcome', result }) as const;
      try {
        await store.transaction(async (queries) => {
          await audit.append(queries, intent);
          if (needsApproval) await approvals.use(queries, scopeItem(change), actor);
          if (granted) {
            const given = { ...row, grantedById: actor.id, at: new Date(parts.now()) };
            await queries.insert(operatorScopes).values(given).onConflictDoNothing();
          } else {
            await queries.delete(operatorScopes).where(isRow(row));
          }
          await audit.append(queries, outcome('ok'));
        });
      } catch (error) {
        if (!(error instanceof AppError) || !error.code.startsWith('approval_')) throw error;
        const refused = outcome(error.code);
        await store.transaction((queries) => audit.append(queries, intent, refused));
        throw error;
      }
    },
  };
}

type ScopeKey = Omit<typeof operatorScopes.$inferSelect, 'grantedById' | 'at'>;

function isRow(row: ScopeKey) {
  return and(
    eq(operatorScopes.subjectKind, row.subjectKind),
    eq(operatorScopes.subjectId, row.subjectId),
    eq(operatorScopes.scopeKind, row.scopeKind),
    eq(operatorScopes.scopeId, row.scopeId),
  );
}

function intentOf(row: ScopeKey, granted: boolean, actor: Actor, isApproved: boolean): AuditEntry {
  return {
    phase: 'intent',
    action: granted ? 'grantScope' : 'revokeScope',
    result: null,
    actorId: actor.id,
    // Whom it is about, a person or a group.
    holderId: row.subjectId,
    enrolmentId: null,
    requestId: actor.requestId,
    authentication: actor.authentication ?? null,
    approvalId: isApproved ? (actor.approvalId ?? null) : null,
    detail: {
      subject: `${row.subjectKind}:${row.subjectId}`,
      scope: `${row.scopeKind}:${row.scopeId}`,
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
