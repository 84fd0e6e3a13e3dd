import type { KeyObject } from 'node:crypto';
import { asc, eq, gt, gte, sql } from 'drizzle-orm';
import type { Logger } from '#bff/log/logger.ts';
import { onlyRow } from '#bff/store/onlyRow.ts';
import type { Queries } from '#bff/store/queries.ts';
import { audit, auditSinks } from '#bff/store/schema.ts';
import type { Store } from '#bff/store/store.ts';
import { AppError } from '#shared/failure/appError.ts';
import { CHAIN_START, recordLine } from './auditChain.ts';
import type { SinkState } from './auditGate.ts';
import { checkpointLine } from './auditLine.ts';
import { recordOf } from './auditLog.ts';
import type { AuditSink, SinkHead } from './auditSink.ts';
import { type AuditCheckpoint, hashCheckpoint, signCheckpoint } from './checkpoint.ts';
import { continuesFrom } from './sinkState.ts';

/** Carries the audit log from the database to one second place, after the commit. The table itself is the outbox. */
export interface SinkPump extends SinkState {
  /** Looks whether there is something to carry, and carries it. Never rejects; several at once are one. */
  tick(): Promise<void>;
  /** Carries what is left, with a checkpoint behind it. */
  flush(): Promise<void>;
}

export interface SinkPumpParts {
  readonly sink: AuditSink;
  readonly store: Store;
  /** Ed25519. */
  readonly key: KeyObject;
  readonly origin: string;
  readonly log: Logger;
  readonly now: () => number;
  /** How long a sink may take for a few hundred lines. */
  readonly appendWithinMs?: number;
}

const BATCH = 500;
const CHECKPOINT_EVERY = 1_000;
const CHECKPOINT_AFTER_MS = 60_000;
const APPEND_WITHIN_MS = 20_000;
const SAY_AGAIN_AFTER_MS = 60_000;
/** First half of the advisory lock's key. */
const SINK_LOCKS = 7_419;

/** A head, and whether its checkpoint is certainly the newest that the sink has. */
interface Seen {
  readonly head: SinkHead;
  readonly isCheckpointSure: boolean;
}

const EMPTY: SinkHead = { size: 0, root: CHAIN_START, checkpoint: null };

/** Builds the {@link SinkPump} of a sink. */
export function createSinkPump(parts: SinkPumpParts): SinkPump {
  const { sink, store, log, now } = parts;
  /** What the sink has; null until it was asked, and again after each failure. */
  let known: SinkHead | null = null;
  let running: Promise<void> | null = null;
  let hanging: Promise<void> | null = null;
  let saidAt: number | null = null;
  /** How much the sink was last known to have. */
  let shipped = 0;
  const state = { isAhead: false, behindSince: null as number | null };

  /** What the sink has, by itself or by our books; says so when it has less than it had. */
  async function look(kept: SinkHead): Promise<Seen> {
    const said = await sink.readHead();
    if (said === undefined) return { head: kept, isCheckpointSure: false };
    const head = said ?? EMPTY;
    if (head.size < kept.size) {
      log.error('audit_sink_shortened', { reason: sink.name, count: kept.size - head.size });
    }
    const { checkpoint } = head;
    if (checkpoint !== undefined) return { head: { ...head, checkpoint }, isCheckpointSure: true };
    const isThere = (kept.checkpoint?.size ?? 0) <= head.size;
    return {
      head: { ...head, checkpoint: isThere ? kept.checkpoint : null },
      isCheckpointSure: false,
    };
  }

  function isDue(head: SinkHead, isLast: boolean): boolean {
    const { checkpoint } = head;
    if (head.size === (checkpoint?.size ?? 0) && head.root === (checkpoint?.root ?? CHAIN_START)) {
      return false;
    }
    if (checkpoint === null || isLast) return true;
    return (
      head.size - checkpoint.size >= CHECKPOINT_EVERY ||
      now() - Date.parse(checkpoint.at) >= CHECKPOINT_AFTER_MS
    );
  }

  /** Of the same head always the very same: whoever is sent it twice can tell. */
  async function signed(queries: Queries, head: SinkHead): Promise<AuditCheckpoint> {
    const { size, root, checkpoint } = head;
    const previous = checkpoint === null ? CHAIN_START : hashCheckpoint(checkpoint);
    const last = onlyRow(
      await queries.select({ at: audit.at }).from(audit).where(eq(audit.seq, size)),
    );
    const at = last.at.toISOString();
    return signCheckpoint({ origin: parts.origin, size, root, at, previous }, parts.key);
  }

  /** Carries one batch. Returns false when nothing is left, or another backend is at it. */
  async function carry(queries: Queries, isLast: boolean): Promise<boolean> {
    const locked = await queries.execute(
      sql`select pg_try_advisory_xact_lock(${SINK_LOCKS}::int, hashtext(${sink.name})) as mine`,
    );
    const [row] = await queries.select().from(auditSinks).where(eq(auditSinks.name, sink.name));
    if (locked.rows[0]?.['mine'] !== true) {
      known = null;
      shipped = row?.size ?? 0;
      return false;
    }
    const kept: SinkHead = row ?? EMPTY;
    // Another backend may have carried in the meantime, if only a checkpoint.
    const { head, isCheckpointSure } =
      known === null || !isSame(known, kept)
        ? await look(kept)
        : { head: known, isCheckpointSure: true };
    const from = await continuesFrom(queries, head);
    if (from === null) throw new AppError('database_restored', 'the sink has seen more than this');
    // The last batch may have ended in a checkpoint of which our note was lost. Before more is sent it is sent again, and
    // where it was none it becomes one.
    const isAgain = !isCheckpointSure && from === head.size + 1 && isDue(head, true);
    const sinceCheckpoint = Math.max(0, head.size - (head.checkpoint?.size ?? 0));
    const rows = await queries
      .select()
      .from(audit)
      .where(gte(audit.seq, from))
      .orderBy(asc(audit.seq))
      .limit(isAgain ? 0 : Math.max(1, Math.min(BATCH, CHECKPOINT_EVERY - sinceCheckpoint)));
    const records = rows.map(recordOf);
    const lines = records.map(recordLine);
    const last = records.at(-1);
    let next: SinkHead = last === undefined ? head : { ...head, size: last.seq, root: last.hash };
    if (isAgain || isDue(next, isLast)) {
      const checkpoint = await signed(queries, next);
      lines.push(checkpointLine(checkpoint));
      next = { ...next, checkpoint };
    }
    if (lines.length > 0) {
      known = null;
      await safely((signal) => sink.append(lines, signal));
      const books = { ...next, updatedAt: new Date(now()) };
      await queries
        .insert(auditSinks)
        .values({ name: sink.name, ...books })
        .onConflictDoUpdate({ target: auditSinks.name, set: books });
    }
    known = next;
    return records.length > 0 || isAgain;
  }

  /** Waits for a sink, but not for ever: then it is called off, and nothing more is sent until it has ended. */
  async function safely(append: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const patience = new AbortController();
    const appending = append(patience.signal);
    hanging = appending;
    appending
      .catch(() => undefined)
      .finally(() => {
        hanging = null;
      });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const failure = new AppError('audit_unavailable', 'the sink does not come to an end');
      timer = setTimeout(() => {
        patience.abort(failure);
        reject(failure);
      }, parts.appendWithinMs ?? APPEND_WITHIN_MS);
    });
    try {
      await Promise.race([appending, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async function run(isLast: boolean): Promise<void> {
    try {
      if (hanging !== null) throw new AppError('audit_unavailable', 'the sink is still at it');
      while (await store.transaction((queries) => carry(queries, isLast))) {
        // Another batch.
      }
      state.isAhead = false;
      if (saidAt !== null) log.info('audit_sink_recovered', { reason: sink.name });
      saidAt = null;
    } catch (error) {
      known = null;
      const code = error instanceof AppError ? error.code : 'audit_unavailable';
      state.isAhead = code === 'database_restored';
      if (saidAt !== null && now() - saidAt < SAY_AGAIN_AFTER_MS) return;
      saidAt = now();
      log.error('audit_sink_failed', {
        reason: sink.name,
        code,
        errorName: error instanceof Error ? error.name : typeof error,
      });
    }
  }

  /** Independent of the carrying, which may hang. */
  async function measure(): Promise<boolean> {
    const [waiting] = await store.read((queries) =>
      queries
        .select({ at: audit.at })
        .from(audit)
        .where(gt(audit.seq, known?.size ?? shipped))
        .orderBy(asc(audit.seq))
        .limit(1),
    );
    shipped = known?.size ?? shipped;
    state.behindSince = waiting === undefined ? null : waiting.at.getTime();
    return waiting !== undefined || known === null || isDue(known, false);
  }

  const start = (isLast: boolean) => {
    running ??= run(isLast).finally(() => {
      running = null;
    });
    return running;
  };

  return {
    get isAhead() {
      return state.isAhead;
    },
    get behindSince() {
      return state.behindSince;
    },
    async tick() {
      try {
        if (await measure()) {
          await start(false);
          await measure();
        }
      } catch {
        // Without the database nothing is begun, and it says so itself.
      }
    },
    async flush() {
      await running;
      await start(true);
    },
  };
}

function isSame(a: SinkHead, b: SinkHead): boolean {
  return a.root === b.root && a.checkpoint?.signature === b.checkpoint?.signature;
}
