import { getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { KeptStatement } from '#bff/store/keptStatement.ts';
import type { Queries } from '#bff/store/queries.ts';
import { audit, journal, outbox } from '#bff/store/schema.ts';
import type { EnrolmentHold, Store, Transact } from '#bff/store/store.ts';
import { toStoreFailure } from '#bff/store/storeFailure.ts';
import type { HistoryEvent } from '../history/historyEvent.ts';
import type { Point, Side } from './probe.ts';
import { currentWork } from './workContext.ts';

/** What happened in a transaction that is not committed yet. */
export interface Pending {
  readonly events: HistoryEvent[];
  /** The statements that change something, by table and verb. */
  readonly writes: string[];
}

/** What the watcher tells, and who may object by throwing. */
export interface StoreWatch {
  /** Something is written, or the transaction that wrote it stands; only then there is time to wait. */
  reach(side: Side, name: string, point: Point): void | Promise<void>;
  /** A statement is about to change something. */
  writes(): void;
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

type Verb = 'insert' | 'update' | 'delete';

/** Wraps a store: whatever is committed gets into the history, and nothing else. */
export function watchStore(store: Store, watch: StoreWatch): WatchedStore {
  const pendings = new WeakMap<object, Pending>();

  /** Drizzle's builders, with an eye on everything that changes something. */
  function watchQueries(queries: Queries, pending: Pending | null): Queries {
    const watched = new Proxy(queries, {
      get(target, name) {
        if (name === 'insert') return (table: PgTable) => insert(target, table, pending);
        if (name === 'update' || name === 'delete') {
          return (table: PgTable) => {
            begin(table, name, pending);
            return target[name](table);
          };
        }
        if (name === 'run' || name === 'runNow') {
          return (statement: KeptStatement<unknown>, values: Record<string, unknown>) => {
            const { changes } = statement;
            if (changes !== null) {
              begin(changes.table, changes.verb, pending);
              if (changes.verb === 'insert' && pending !== null)
                noteRow(changes.table, values, pending);
            }
            return target[name](statement, values);
          };
        }
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
    if (pending !== null) pendings.set(watched, pending);
    return watched;
  }

  function begin(table: PgTable, verb: Verb, pending: Pending | null): void {
    watch.alive();
    // The lines of these two have names of their own, and whoever writes them tells.
    if ((table as unknown) !== journal && (table as unknown) !== audit) {
      const name = `${getTableName(table)}.${verb}`;
      void watch.reach('database', name, 'before');
      pending?.writes.push(name);
    }
    watch.writes();
  }

  function insert(target: Queries, table: PgTable, pending: Pending | null) {
    begin(table, 'insert', pending);
    const builder = target.insert(table);
    if (pending === null) return builder;
    return {
      values(row: never) {
        noteRow(table, row, pending);
        return builder.values(row);
      },
    };
  }

  function noteRow(table: unknown, row: unknown, pending: Pending): void {
    if (table === journal) {
      const { enrolmentId, seq, at, event } = row as typeof journal.$inferInsert;
      void watch.reach('journal', event.type, 'before');
      pending.events.push({ kind: 'journal', enrolmentId, seq, at: at.getTime(), event });
    }
    if (table === outbox) {
      const { id, recipientId, notice } = row as typeof outbox.$inferInsert;
      const key = 'key' in notice ? notice.key.serial : null;
      pending.events.push({
        kind: 'noticeWritten',
        noticeId: id,
        about: notice.kind,
        recipientId: recipientId ?? null,
        key,
      });
    }
  }

  function watchTransactions(transact: Transact): Transact {
    return async (work) => {
      watch.alive();
      const pending: Pending = { events: [], writes: [] };
      const result = await transact(async (queries, commitWith) => {
        watch.alive();
        const stillAlive = async () => undefined;
        const done = await work(watchQueries(queries, pending), (...statements) =>
          // Dead before COMMIT: it is not sent.
          commitWith(...statements, () => {
            watch.alive();
            return stillAlive();
          }),
        );
        // Dead before COMMIT: the connection breaks and PostgreSQL rolls back.
        watch.alive();
        return done;
      });
      watch.committed(pending.events);
      try {
        await reachAfter(pending);
      } catch (error) {
        // As if the answer to COMMIT were lost.
        throw toStoreFailure(error);
      }
      watch.alive();
      return result;
    };
  }

  async function whileHeld<T>(
    hold: EnrolmentHold,
    work: (watched: EnrolmentHold) => Promise<T>,
  ): Promise<T> {
    const holds = currentWork()?.holds;
    holds?.add(hold);
    try {
      return await work({
        queries: watchQueries(hold.queries, null),
        transaction: watchTransactions(hold.transaction),
      });
    } finally {
      holds?.delete(hold);
    }
  }

  /** A commit goes by its line of the journal, else by its record in the audit log, else by what it wrote. */
  function reachAfter({ events, writes }: Pending): void | Promise<void> {
    const line = events.find((event) => event.kind === 'journal');
    const record = events.findLast((event) => event.kind === 'audit');
    const [write] = writes;
    if (line !== undefined) return watch.reach('journal', line.event.type, 'after');
    if (record !== undefined) {
      return watch.reach('audit', `${record.action}.${record.phase}`, 'after');
    }
    return write === undefined ? undefined : watch.reach('database', write, 'after');
  }

  return {
    pendingOf: (queries) => pendings.get(queries),
    store: {
      read: (work) => {
        watch.alive();
        return store.read((queries) => work(watchQueries(queries, null)));
      },
      transaction: watchTransactions(store.transaction),
      withEnrolment: (enrolmentId, work, patience) => {
        watch.alive();
        return store.withEnrolment(enrolmentId, (hold) => whileHeld(hold, work), patience);
      },
      withEnrolmentRead: (enrolmentId, read, work) => {
        watch.alive();
        return store.withEnrolmentRead(
          enrolmentId,
          (queries) => read(watchQueries(queries, null)),
          (hold, found) => whileHeld(hold, (watched) => work(watched, found)),
        );
      },
      aside: (work) => store.aside(work),
      check: () => store.check(),
      close: () => store.close(),
    },
  };
}
