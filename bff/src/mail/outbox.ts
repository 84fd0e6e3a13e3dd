import type { Queries } from '#bff/store/queries.ts';
import { outbox } from '#bff/store/schema.ts';
import type { Notice } from './notice.ts';

/** A notice on its way into the outbox. */
export interface OutgoingNotice {
  /** A person of the directory; null: whoever gets the alerts. */
  readonly recipientId: string | null;
  readonly notice: Notice;
  /** Of two with the same text here, the second is not kept. */
  readonly sameAs?: string;
}

/** Takes notices in the transaction of what they tell of: none is lost, and none tells of what did not happen. */
export interface Outbox {
  add(queries: Queries, outgoing: OutgoingNotice): Promise<void>;
}

export interface OutboxParts {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly newId: () => string;
  /** Which notices anybody is there to send and to get; others are not kept, to be sent months later. */
  readonly takes: { readonly people: boolean; readonly alerts: boolean };
}

/** Builds the {@link Outbox} over its table. */
export function createOutbox({ now, newId, takes }: OutboxParts): Outbox {
  return {
    async add(queries, { recipientId, notice, sameAs }) {
      if (!(recipientId === null ? takes.alerts : takes.people)) return;
      const at = new Date(now());
      await queries
        .insert(outbox)
        .values({
          id: newId(),
          notice,
          recipientId,
          sameAs: sameAs ?? null,
          state: 'waiting',
          nextAttemptAt: at,
          createdAt: at,
        })
        .onConflictDoNothing();
    },
  };
}
