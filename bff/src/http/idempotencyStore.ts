import { createHash } from 'node:crypto';
import { and, eq, lt, sql } from 'drizzle-orm';
import { joinEnvelope, openEnvelope, sealEnvelope, splitEnvelope } from '#bff/escrow/envelope.ts';
import type { Secret } from '#bff/log/secret.ts';
import { keptWrite } from '#bff/store/keptStatement.ts';
import { idempotency } from '#bff/store/schema.ts';
import type { Store } from '#bff/store/store.ts';
import { utf8Decode, utf8Encode } from '#shared/bytes/utf8.ts';

/** A call that changes something, as its caller named it. */
export interface IdempotentCall {
  readonly callerId: string;
  /** `Idempotency-Key`, a GUID. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** An answer that is kept for the same call again. */
export interface KeptAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** What is to be done with a call. */
export type Claim =
  /** Nobody did it yet: do it, then say how it ended by this attempt's id. */
  | { readonly kind: 'new'; readonly attempt: string }
  | { readonly kind: 'answered'; readonly answer: KeptAnswer }
  /** It was done, and its answer was a secret. */
  | { readonly kind: 'noted' }
  | { readonly kind: 'inProgress' }
  /** The key was used for another call. */
  | { readonly kind: 'mismatch' };

/** What is remembered of the calls that change something. */
export interface IdempotencyStore {
  /** Waits a moment for a twin of the call that is at work, then says `inProgress`. */
  claim(call: IdempotentCall): Promise<Claim>;
  /** Keeps how it ended. Null: it happened, and nothing of its answer is kept. */
  settle(call: IdempotentCall, attempt: string, answer: KeptAnswer | null): Promise<void>;
  /** Forgets the call: it did not get done, so the same key may try again. */
  release(call: IdempotentCall, attempt: string): Promise<void>;
  /** Forgets what is older than 24 hours. Returns how many. */
  sweep(): Promise<number>;
}

const KEPT_MS = 24 * 60 * 60_000;
/** Twins usually end within a moment; beyond this the caller is told to come back. */
const TWIN_TRIES = 20;
const TWIN_PAUSE_MS = 200;
/** Longer than any request may take: whoever began it is gone. */
const ABANDONED_AFTER_MS = 90_000;

export interface IdempotencyStoreParts {
  readonly store: Store;
  /** 32 bytes; answers name people and keys, so they are sealed while they are kept. */
  readonly masterKey: Secret<Uint8Array>;
  readonly now: () => number;
  readonly newId: () => string;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Takes the place of a row only when that one is no longer kept. */
const claimedCall = keptWrite('insert', idempotency, (queries) => {
  const { placeholder } = sql;
  return queries
    .insert(idempotency)
    .values({
      callerId: placeholder('callerId'),
      key: placeholder('key'),
      fingerprint: placeholder('fingerprint'),
      state: 'started',
      attempt: placeholder('attempt'),
      status: null,
      answer: null,
      createdAt: placeholder('at'),
      startedAt: placeholder('at'),
    })
    .onConflictDoUpdate({
      target: [idempotency.callerId, idempotency.key],
      set: {
        fingerprint: sql`excluded.fingerprint`,
        state: sql`excluded.state`,
        attempt: sql`excluded.attempt`,
        status: sql`excluded.status`,
        answer: sql`excluded.answer`,
        createdAt: sql`excluded.created_at`,
        startedAt: sql`excluded.started_at`,
      },
      setWhere: lt(
        idempotency.createdAt,
        sql.param(placeholder('keptSince'), idempotency.createdAt),
      ),
    })
    .returning({ attempt: idempotency.attempt });
});

const settledCall = keptWrite('update', idempotency, (queries) => {
  const { placeholder } = sql;
  return queries
    .update(idempotency)
    .set({
      state: sql`${sql.param(placeholder('state'), idempotency.state)}`,
      status: sql`${sql.param(placeholder('status'), idempotency.status)}`,
      answer: sql`${placeholder('answer')}::bytea`,
    })
    .where(
      and(
        eq(idempotency.callerId, placeholder('callerId')),
        eq(idempotency.key, placeholder('key')),
        eq(idempotency.attempt, placeholder('attempt')),
      ),
    );
});

/** Builds the {@link IdempotencyStore} over the `idempotency` table. */
export function createIdempotencyStore(parts: IdempotencyStoreParts): IdempotencyStore {
  const { store, masterKey } = parts;
  const contextOf = (call: IdempotentCall) => [
    'idempotency',
    call.callerId.toLowerCase(),
    call.key.toLowerCase(),
    fingerprintOf(call),
  ];
  const rowOf = (call: IdempotentCall) =>
    and(eq(idempotency.callerId, call.callerId), eq(idempotency.key, call.key));
  const mine = (call: IdempotentCall, attempt: string) =>
    and(rowOf(call), eq(idempotency.attempt, attempt));

  function seal(call: IdempotentCall, answer: KeptAnswer): Uint8Array {
    const plain = utf8Encode(JSON.stringify([answer.contentType, answer.body]));
    return joinEnvelope(sealEnvelope(masterKey.reveal(), plain, contextOf(call)));
  }

  function unseal(call: IdempotentCall, status: number, sealed: Uint8Array): KeptAnswer {
    const plain = openEnvelope(masterKey.reveal(), splitEnvelope(sealed), contextOf(call));
    const [contentType, body] = JSON.parse(utf8Decode(plain)) as [string, string];
    return { status, contentType, body };
  }

  async function claimOnce(call: IdempotentCall): Promise<Claim> {
    const at = new Date(parts.now());
    const attempt = parts.newId();
    const fingerprint = fingerprintOf(call);
    const { callerId, key } = call;
    // Nearly every call is a new one, and this alone is whole without a transaction around it.
    const inserted = await store.read((queries) =>
      queries.run(claimedCall, {
        callerId,
        key,
        fingerprint,
        attempt,
        at,
        keptSince: new Date(at.getTime() - KEPT_MS),
      }),
    );
    if (inserted.length > 0) return { kind: 'new', attempt };
    return store.transaction(async (queries): Promise<Claim> => {
      const [row] = await queries.select().from(idempotency).where(rowOf(call)).for('update');
      // Released by the other one in this very moment: the caller tries again.
      if (row === undefined) return { kind: 'inProgress' };
      if (row.fingerprint !== fingerprint) return { kind: 'mismatch' };
      if (row.state === 'noted') return { kind: 'noted' };
      if (row.state === 'answered' && row.answer !== null && row.status !== null) {
        return { kind: 'answered', answer: unseal(call, row.status, row.answer) };
      }
      if (row.startedAt.getTime() > at.getTime() - ABANDONED_AFTER_MS) {
        return { kind: 'inProgress' };
      }
      await queries.update(idempotency).set({ attempt, startedAt: at }).where(rowOf(call));
      return { kind: 'new', attempt };
    });
  }

  return {
    async claim(call) {
      let claim = await claimOnce(call);
      for (let tries = 0; claim.kind === 'inProgress' && tries < TWIN_TRIES; tries += 1) {
        await parts.sleep(TWIN_PAUSE_MS);
        claim = await claimOnce(call);
      }
      return claim;
    },

    settle: (call, attempt, answer) =>
      store.read(async (queries) => {
        const { callerId, key } = call;
        const kept =
          answer === null
            ? { state: 'noted', status: null, answer: null }
            : { state: 'answered', status: answer.status, answer: seal(call, answer) };
        await queries.run(settledCall, { callerId, key, attempt, ...kept });
      }),

    release: (call, attempt) =>
      store.read(async (queries) => {
        await queries
          .delete(idempotency)
          .where(and(mine(call, attempt), eq(idempotency.state, 'started')));
      }),

    sweep: () =>
      store.read(async (queries) => {
        const swept = await queries
          .delete(idempotency)
          .where(lt(idempotency.createdAt, new Date(parts.now() - KEPT_MS)))
          .returning({ one: sql`1` });
        return swept.length;
      }),
  };
}

/** JSON keeps the parts apart. */
function fingerprintOf({ method, path, body }: IdempotentCall): string {
  return createHash('sha256')
    .update(JSON.stringify([method, path, body]))
    .digest('hex');
}
