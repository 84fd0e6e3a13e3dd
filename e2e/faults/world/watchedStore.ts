import type { Queries } from '#bff/store/queries.ts';
import { enrolments, journal } from '#bff/store/schema.ts';
import type { EnrolmentHold, Store } from '#bff/store/store.ts';
import { toStoreFailure } from '#bff/store/storeFailure.ts';
import type { HistoryEvent } from '../history/historyEvent.ts';
import type { Point } from './probe.ts';

/** What happened in a transaction that is not committed yet. */
export interface Pending {
  readonly events: HistoryEvent[];
}

/** What the watcher tells, and who may object by throwing. */
export interface StoreWatch {
  /** A journal line is written, or was committed. */
  journal(type: string, point: Point): void;
  /** A statement of another kind that changes something. */
  statement(name: string, point: Point): void;
  /** Throws where the backend that asks is dead. */
  alive(): void;
  /** The transaction stands. */
  committed(events: readonly HistoryEvent[]): void;
}

/** A watched store, and what is pending in the transaction of a `Queries` of its. */
export interface WatchedStore {
  readonly store: Store;
  pendingOf(queries: Queries): Pending | undefined;
}

/** Wraps a store: whatever is committed gets into the history, and nothing else. */
export function watchStore(store: Store, watch: StoreWatch): WatchedStore {
  const pendings = new WeakMap<object, Pending>();

  /** Drizzle's builders, with an eye on the two tables that matter. */
  function watchQueries(queries: Queries, pending: Pending | null): Queries {
    const watched = new Proxy(queries, {
      get(target, name) {
        if (name === 'insert') return (table: unknown) => insert(target, table, pending);
        if (name === 'update' && pending === null) {
          return (table: unknown) => {
            watch.alive();
            if (table === enrolments) watch.statement('keySession', 'before');
            return target.update(table as typeof enrolments);
          };
        }
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
    if (pending !== null) pendings.set(watched, pending);
    return watched;
  }

  function insert(target: Queries, table: unknown, pending: Pending | null) {
    watch.alive();
    const builder = target.insert(table as typeof journal);
    if (table !== journal || pending === null) return builder;
    return {
      values(row: typeof journal.$inferInsert) {
        watch.journal(row.event.type, 'before');
        pending.events.push({
          kind: 'journal',
          enrolmentId: row.enrolmentId,
          seq: row.seq,
          event: row.event,
        });
        return builder.values(row);
      },
    };
  }

  type Transact = <T>(work: (queries: Queries) => Promise<T>) => Promise<T>;

  function watchTransactions(transact: Transact): Transact {
    return async (work) => {
      watch.alive();
      const pending: Pending = { events: [] };
      const result = await transact(async (queries) => {
        watch.alive();
        const done = await work(watchQueries(queries, pending));
        // Dead before COMMIT: the connection breaks and PostgreSQL rolls back.
        watch.alive();
        return done;
      });
      watch.committed(pending.events);
      try {
        for (const event of pending.events) {
          if (event.kind === 'journal') watch.journal(event.event.type, 'after');
        }
        if (!pending.events.some(({ kind }) => kind === 'journal')) {
          for (const event of pending.events) {
            if (event.kind === 'audit') watch.statement(`audit.${event.action}`, 'after');
          }
        }
      } catch (error) {
        // As if the answer to COMMIT were lost.
        throw toStoreFailure(error);
      }
      watch.alive();
      return result;
    };
  }

  return {
    pendingOf: (queries) => pendings.get(queries),
    store: {
      read: (work) => {
        watch.alive();
        return store.read((queries) => work(watchQueries(queries, null)));
      },
      transaction: watchTransactions((work) => store.transaction(work)),
      withEnrolment: (enrolmentId, work) => {
        watch.alive();
        return store.withEnrolment(enrolmentId, (hold: EnrolmentHold) =>
          work({
            queries: watchQueries(hold.queries, null),
            transaction: watchTransactions((step) => hold.transaction(step)),
          }),
        );
      },
      aside: (work) => store.aside(work),
      check: () => store.check(),
      close: () => store.close(),
    },
  };
}
