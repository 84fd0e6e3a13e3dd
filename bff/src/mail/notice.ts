import type { AlertReason } from '#bff/audit/alertReason.ts';

/** Which key a notice is about. Texts come from the key and the books: hostile until escaped. */
export interface NoticeKey {
  readonly productName: string;
  readonly serial: string | null;
}

/** What a mail says; `at` is ISO 8601 UTC. Never a PIN, never an address. */
export type Notice =
  | { readonly kind: 'keyBound'; readonly key: NoticeKey; readonly at: string }
  | {
      readonly kind: 'pinDisclosed';
      readonly key: NoticeKey;
      readonly at: string;
      readonly to: 'holder' | 'operator' | 'letter';
    }
  | {
      readonly kind: 'alert';
      readonly reason: AlertReason;
      readonly at: string;
      readonly enrolmentId: string;
      readonly actorId: string;
      readonly holderId: string;
    };
