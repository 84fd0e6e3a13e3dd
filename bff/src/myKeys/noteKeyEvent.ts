import { sql } from 'drizzle-orm';
import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import type { NoticeKey } from '#bff/mail/notice.ts';
import { keptWrite } from '#bff/store/keptStatement.ts';
import { keyEvents } from '#bff/store/ownKeyTables.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { BoundHow, RemovedHow } from '#shared/api/index.ts';

/** Somebody got a key, or lost one. */
export type KeyEventFacts = EventFacts & KeyEventKind;

type KeyEventKind =
  | { readonly kind: 'bound'; readonly how: BoundHow }
  | { readonly kind: 'removed'; readonly how: RemovedHow };

interface EventFacts {
  readonly holderId: string;
  readonly methodId: string;
  /** The enrolment that the key came from. */
  readonly enrolmentId: string | null;
  readonly key: NoticeKey;
  /** Entra object id of who did it; null where nobody in particular did. */
  readonly actorId: string | null;
  readonly actorName: string | null;
}

const keyEvent = keptWrite('insert', keyEvents, (queries) => {
  const { placeholder } = sql;
  return queries.insert(keyEvents).values({
    id: placeholder('id'),
    holderId: placeholder('holderId'),
    kind: placeholder('kind'),
    methodId: placeholder('methodId'),
    enrolmentId: placeholder('enrolmentId'),
    productName: placeholder('productName'),
    serial: placeholder('serial'),
    how: placeholder('how'),
    actorId: placeholder('actorId'),
    actorName: placeholder('actorName'),
    at: placeholder('at'),
  });
});

/**
 * Writes what happened to somebody's keys where they can see it and say that it was not them, and a notice for them: in the
 * transaction of what it tells of.
 */
export async function noteKeyEvent(
  { now, newId, outbox }: Pick<EnrolmentParts, 'now' | 'newId' | 'outbox'>,
  queries: Queries,
  { key, ...facts }: KeyEventFacts,
): Promise<void> {
  const at = new Date(now());
  await queries.run(keyEvent, { id: newId(), ...facts, ...key, at });
  await outbox.add(queries, {
    recipientId: facts.holderId,
    notice: { ...noticeOf(facts), key, at: at.toISOString() },
  });
}

function noticeOf(facts: Omit<EventFacts, 'key'> & KeyEventKind) {
  if (facts.kind === 'bound') return { kind: 'keyBound' } as const;
  const { how, actorName } = facts;
  return { kind: 'keyRemoved', how, by: how === 'replacement' ? actorName : null } as const;
}
