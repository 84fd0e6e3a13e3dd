import type { Alerts } from '#bff/audit/alerts.ts';
import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import type { SignInSessions } from '#bff/graph/signInSessions.ts';
import type { keyRemovals } from '#bff/store/ownKeyTables.ts';

/** What people's own keys are looked after with. */
export interface OwnKeyParts
  extends Pick<
    EnrolmentParts,
    'store' | 'directory' | 'guard' | 'audit' | 'outbox' | 'settleMs' | 'now' | 'newId' | 'log'
  > {
  readonly alerts: Alerts;
  /** Null: sessions are not ended. */
  readonly sessions: SignInSessions | null;
  /** Suspends an operator by a holder's word. */
  readonly suspendsReported: boolean;
  /** Which mails go out at all. */
  readonly mails: { readonly people: boolean; readonly alerts: boolean };
}

export type KeyRemovalRow = typeof keyRemovals.$inferSelect;

const LEAST_WAIT_MS = 60_000;

/** How long an answer of the directory may still be of before, in milliseconds. */
export function staleMs({ settleMs }: Pick<OwnKeyParts, 'settleMs'>): number {
  return Math.max(settleMs, LEAST_WAIT_MS);
}
