import { and, eq } from 'drizzle-orm';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { checkNotSuspended } from '#bff/operator/operatorStanding.ts';
import { bulkRemovalKeys, bulkRemovals } from '#bff/store/bulkRemovalTables.ts';
import type { PlanRemoval, Removal, RemovalDetail } from '#shared/api/removals.ts';
import { AppError } from '#shared/failure/appError.ts';
import { wholeOf } from './bulkRemovalAudit.ts';
import { findKeys } from './findKeys.ts';
import { goingKeys, needsApproval, removalItem } from './removalItem.ts';
import type { RemovalParts } from './removalParts.ts';
import { takeRemovalResults } from './removalResults.ts';
import { countKeys, listRemovals, readKeys, readRemovalRow, removalView } from './removalView.ts';

/** Removals of many keys, in two phases with time to stop between them. */
export interface RemovalService {
  list(): Promise<Removal[]>;
  /** @throws AppError `not_found`. */
  show(id: string): Promise<RemovalDetail>;
  /** Finds the keys and writes them down. Nothing is removed. @throws AppError `operator_suspended`; those of {@link findKeys}. */
  plan(body: PlanRemoval, actor: Actor): Promise<RemovalDetail>;
  /**
   * Lets it go once the delay is over, and mails to whoever gets the alerts.
   * @throws AppError `not_found`, `operator_suspended`; `conflict` where it was started before, or no key would go; those of {@link Approvals.use}.
   */
  start(id: string, actor: Actor): Promise<RemovalDetail>;
  /** Stops it, also in the middle; what is gone by then is gone. Safe to repeat. @throws AppError `not_found`; `conflict` for one that is done. */
  stop(id: string, actor: Actor): Promise<RemovalDetail>;
  /** What became of each key, as CSV. @throws AppError `not_found`. */
  results(id: string, actor: Actor): Promise<string>;
}

/** Builds the {@link RemovalService}. What was started is carried out by `runRemovals`. */
export function createRemovalService(parts: RemovalParts): RemovalService {
  const { store, audit, approvals, outbox } = parts;
  const now = () => new Date(parts.now());

  const show = (id: string): Promise<RemovalDetail> =>
    store.read(async (queries) => {
      const row = await readRemovalRow(queries, id);
      const keys = await readKeys(queries, id);
      const counts = (await countKeys(queries, [id])).get(id);
      return {
        ...removalView(row, counts, now()),
        ...{ keys, notFound: [...row.notFound] },
        needsApproval: needsApproval(approvals, goingKeys(keys)),
        delaySeconds: parts.removalDelayMs / 1_000,
      };
    });

  return {
    list: () => store.read((queries) => listRemovals(queries, now())),

    show,

    async plan(body, actor) {
      await checkNotSuspended(parts, actor);
      const withLast = body.withLast && approvals.needs('lastMethod');
      const { keys, notFound } = await findKeys(parts, { ...body, withLast }, actor);
      const id = parts.newId();
      const said = { action: 'planRemoval', removalId: id, actor: plainly(actor) };
      await store.transaction(async (queries) => {
        await queries.insert(bulkRemovals).values({
          ...{ id, state: 'planned', reason: body.reason, notFound },
          ...{ createdById: actor.id, createdByName: actor.displayName ?? null, createdAt: now() },
        });
        if (keys.length > 0) {
          await queries
            .insert(bulkRemovalKeys)
            .values(keys.map((key, index) => ({ ...key, removalId: id, position: index + 1 })));
        }
        await audit.append(queries, ...wholeOf({ ...said, detail: { count: keys.length } }));
      });
      return show(id);
    },

    async start(id, actor) {
      await checkNotSuspended(parts, actor);
      await store.transaction(async (queries) => {
        // Of two who start it at once the second one finds it started.
        await queries.select().from(bulkRemovals).where(eq(bulkRemovals.id, id)).for('update');
        const item = await removalItem(queries, id);
        const isNeeded = needsApproval(approvals, item.keys);
        if (isNeeded) await approvals.use(queries, item, actor);
        const approvalId = isNeeded ? (actor.approvalId ?? null) : null;
        const at = now();
        const dueAt = new Date(at.getTime() + parts.removalDelayMs);
        await queries
          .update(bulkRemovals)
          .set({
            ...{ state: 'started', dueAt, approvalId, requestId: actor.requestId },
            ...{ startedById: actor.id, startedByName: actor.displayName ?? null },
            startedByRoles: actor.roles ?? ['Operator'],
          })
          .where(eq(bulkRemovals.id, id));
        const count = item.keys.length;
        await outbox.add(queries, {
          recipientId: null,
          notice: {
            ...{ kind: 'removalStarted', at: dueAt.toISOString(), count },
            ...{ actorId: actor.id, removalId: id },
          },
        });
        const by = isNeeded ? actor : plainly(actor);
        const said = { action: 'startRemoval', removalId: id, actor: by, detail: { count } };
        await audit.append(queries, ...wholeOf(said));
      });
      return show(id);
    },

    async stop(id, actor) {
      await store.transaction(async (queries) => {
        const stopped = await queries
          .update(bulkRemovals)
          .set({
            ...{ state: 'stopped', endedAt: now() },
            ...{ stoppedById: actor.id, stoppedByName: actor.displayName ?? null },
          })
          .where(and(eq(bulkRemovals.id, id), eq(bulkRemovals.state, 'started')))
          .returning({ id: bulkRemovals.id });
        if (stopped.length === 0) {
          const { state } = await readRemovalRow(queries, id);
          if (state === 'stopped') return;
          throw new AppError('conflict', 'it is not under way');
        }
        const said = { action: 'stopRemoval', removalId: id, actor: plainly(actor) };
        await audit.append(queries, ...wholeOf(said));
      });
      return show(id);
    },

    results: (id, actor) => takeRemovalResults(parts, id, actor),
  };
}

/** An approval that a call names, and does not need, is no part of what it did. */
function plainly({ approvalId: _, ...actor }: Actor): Actor {
  return actor;
}
