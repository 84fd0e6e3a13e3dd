import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  lt,
  lte,
  ne,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { audit, journal } from '#bff/store/schema.ts';
import type { Store } from '#bff/store/store.ts';
import type { AuditFilter, AuditFormat, AuditPage, AuditRecordView } from '#shared/api/index.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { type AuditLog, recordOf } from './auditLog.ts';
import type { AuditEntry, AuditRecord } from './auditRecord.ts';
import { readHead } from './sinkState.ts';

/** Reads the audit log for those who may. */
export interface AuditReader {
  /** The newest records that fit, at most 100, or those before `cursor`. */
  search(filter: AuditFilter, cursor?: string): Promise<AuditPage>;
  /**
   * Everything that fits, oldest first, up to the records there were at the beginning. That somebody takes the log away is
   * a record itself, written before the first one leaves.
   */
  takeAway(
    filter: AuditFilter,
    format: AuditFormat,
    actor: Actor,
  ): Promise<AsyncIterable<readonly AuditRecord[]>>;
}

const PAGE = 100;
const BATCH = 500;

export interface AuditReaderParts {
  readonly store: Store;
  readonly audit: AuditLog;
  readonly now: () => number;
}

/** Builds the {@link AuditReader} over the `audit` table. */
export function createAuditReader({ store, audit: log }: AuditReaderParts): AuditReader {
  return {
    search: (filter, cursor) =>
      store.read(async (queries) => {
        const before = cursor === undefined ? undefined : lt(audit.seq, Number(cursor));
        const rows = await queries
          .select({
            ...getTableColumns(audit),
            holderName: sql<string | null>`${journal.event}->'holder'->>'displayName'`,
          })
          .from(audit)
          .leftJoin(journal, and(eq(journal.enrolmentId, audit.enrolmentId), eq(journal.seq, 1)))
          .where(and(...conditions(filter), before))
          .orderBy(desc(audit.seq))
          .limit(PAGE + 1);
        const actions = await queries
          .selectDistinct({ action: audit.action })
          .from(audit)
          .orderBy(asc(audit.action));
        const shown = rows.slice(0, PAGE);
        const isMore = rows.length > PAGE;
        return {
          records: shown.map(viewOf),
          cursor: isMore ? String(shown.at(-1)?.seq) : null,
          actions: actions.map(({ action }) => action),
        };
      }),

    async takeAway(filter, format, actor) {
      const entry = (phase: AuditEntry['phase'], result: string | null, count?: number) => ({
        phase,
        action: 'exportAudit',
        result,
        actorId: actor.id,
        holderId: null,
        enrolmentId: null,
        requestId: actor.requestId,
        authentication: actor.authentication ?? null,
        detail: { format, ...(count !== undefined && { count }) },
      });
      const append = (made: AuditEntry) =>
        store.transaction((queries) => log.append(queries, made));
      await append(entry('intent', null));
      const { size } = await store.read(readHead);
      return batches(store, filter, size, (result, count) =>
        append(entry('outcome', result, count)),
      );
    },
  };
}

/** Reads on by number, so that no connection is held while somebody's download is slow. */
async function* batches(
  store: Store,
  filter: AuditFilter,
  last: number,
  ended: (result: string, count: number) => Promise<void>,
): AsyncGenerator<readonly AuditRecord[]> {
  let after = 0;
  let count = 0;
  let result = 'cancelled';
  try {
    for (;;) {
      const from = after;
      const rows = await store.read((queries) =>
        queries
          .select()
          .from(audit)
          .where(and(...conditions(filter), gt(audit.seq, from), lte(audit.seq, last)))
          .orderBy(asc(audit.seq))
          .limit(BATCH),
      );
      const newest = rows.at(-1);
      if (newest === undefined) break;
      after = newest.seq;
      count += rows.length;
      yield rows.map(recordOf);
    }
    result = 'ok';
  } catch (error) {
    result = failureCodeOf(error);
    throw error;
  } finally {
    await ended(result, count);
  }
}

function conditions({ from, to, action, actor, holder, result }: AuditFilter): SQL[] {
  return [
    from === undefined ? undefined : gte(audit.at, new Date(from)),
    to === undefined ? undefined : lt(audit.at, new Date(to)),
    action === undefined ? undefined : eq(audit.action, action),
    actor === undefined ? undefined : eq(audit.actorId, actor.toLowerCase()),
    holder === undefined ? undefined : eq(audit.holderId, holder.toLowerCase()),
    result === undefined
      ? undefined
      : result === 'failed'
        ? ne(audit.result, 'ok')
        : eq(audit.result, result),
  ].filter((condition) => condition !== undefined);
}

function viewOf(
  row: typeof audit.$inferSelect & { readonly holderName: string | null },
): AuditRecordView {
  const { previousHash: _, authentication, ...record } = { ...row, ...recordOf(row) };
  return {
    ...record,
    holderName: row.holderName,
    authentication: authentication && {
      acrs: [...authentication.acrs],
      authTime: authentication.authTime,
    },
    detail: { ...row.detail },
  };
}
