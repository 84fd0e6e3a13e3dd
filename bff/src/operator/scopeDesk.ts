import { and, eq, max, sql } from 'drizzle-orm';
import { scopeItem } from '#bff/approvals/approvalItem.ts';
import type { AuditEntry } from '#bff/audit/auditRecord.ts';
import type { Actor, EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { operatorScopes, scopeChanges } from '#bff/store/operatorTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { ChangeScope, OperatorScopes } from '#shared/api/operatorScopes.ts';
import { AppError } from '#shared/failure/appError.ts';
import { readScopes, type ScopeKey } from './readScopes.ts';

/** Where admins say for whom operators may act. */
export interface ScopeDesk {
  list(): Promise<OperatorScopes>;
  /**
   * Gives a scope or takes it back. What changes nothing makes no version.
   * @throws AppError `user_is_self`, `conflict` where somebody else changed it since `basedOn`, `audit_unavailable`; those of
   * `Approvals.use` where one is needed.
   */
  change(change: ChangeScope, actor: Actor): Promise<void>;
}

type ScopeDeskParts = Pick<EnrolmentParts, 'store' | 'audit' | 'now' | 'approvals'>;

/** Any number, the same in every version: it stands for all scopes among PostgreSQL's advisory locks. */
const SCOPES_LOCK = 7_418_522_311;

/** Builds the {@link ScopeDesk} over its tables. @param inForce whether the settings limit operators. */
export function createScopeDesk(parts: ScopeDeskParts, inForce: boolean): ScopeDesk {
  const { store, audit, approvals } = parts;
  return {
    list: () => store.read(async (queries) => ({ inForce, ...(await readScopes(queries)) })),

    async change(change, actor) {
      const { subject, scope, granted } = change;
      const row: ScopeKey = {
        ...{ subjectKind: subject.kind, subjectId: subject.id },
        ...{ scopeKind: scope.kind, scopeId: scope.kind === 'everyone' ? subject.id : scope.id },
      };
      if (row.subjectKind === 'operator' && row.subjectId === actor.id.toLowerCase()) {
        throw new AppError('user_is_self', 'nobody changes their own scope');
      }
      const needsApproval = approvals.needs('scopes');
      const intent = intentOf(row, granted, actor, needsApproval);
      const outcome = (result: string) => ({ ...intent, phase: 'outcome', result }) as const;
      try {
        await store.transaction(async (queries) => {
          // Of two who change the same at once the second one sees the version of the first.
          await queries.execute(sql`select pg_advisory_xact_lock(${SCOPES_LOCK}::bigint)`);
          await audit.append(queries, intent);
          if (needsApproval) await approvals.use(queries, scopeItem(change), actor);
          const version = await writeChange(parts, queries, { ...change, row }, actor);
          await audit.append(queries, {
            ...outcome('ok'),
            detail: { ...intent.detail, version },
          });
        });
      } catch (error) {
        if (!(error instanceof AppError) || !isRefusal(error)) throw error;
        const refused = outcome(error.code);
        await store.transaction((queries) => audit.append(queries, intent, refused));
        throw error;
      }
    },
  };
}

/** @returns the version that it has now. @throws AppError `conflict`. */
async function writeChange(
  { now }: Pick<ScopeDeskParts, 'now'>,
  queries: Queries,
  { row, granted, basedOn }: Pick<ChangeScope, 'granted' | 'basedOn'> & { readonly row: ScopeKey },
  actor: Actor,
): Promise<number> {
  const { subjectKind, subjectId } = row;
  const [newest] = await queries
    .select({ version: max(scopeChanges.version) })
    .from(scopeChanges)
    .where(and(eq(scopeChanges.subjectKind, subjectKind), eq(scopeChanges.subjectId, subjectId)));
  if ((newest?.version ?? 0) !== basedOn) {
    throw new AppError('conflict', 'somebody else changed these scopes');
  }
  const at = new Date(now());
  const rows = granted
    ? await queries
        .insert(operatorScopes)
        .values({ ...row, grantedById: actor.id, at })
        .onConflictDoNothing()
        .returning({ at: operatorScopes.at })
    : await queries.delete(operatorScopes).where(isRow(row)).returning({ at: operatorScopes.at });
  if (rows.length === 0) return basedOn;
  const version = basedOn + 1;
  await queries.insert(scopeChanges).values({
    ...{ ...row, version, granted, at },
    ...{ changedById: actor.id, changedByName: actor.displayName ?? null },
  });
  return version;
}

/** What is in the audit with its reason; everything else is a failure. */
function isRefusal({ code }: AppError): boolean {
  return code === 'conflict' || code.startsWith('approval_');
}

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
