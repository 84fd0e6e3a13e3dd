/** Which key a notice is about. Texts come from the key and the books: hostile until escaped. */
export interface NoticeKey {
  readonly productName: string;
  readonly serial: string | null;
}

/** Why somebody has to look into something. */
export type AlertReason =
  /** Somebody asked for a PIN that is not theirs to see. */
  | 'wrongPerson'
  /** A PIN was asked for after it had been seen. */
  | 'askedAgain'
  /** A PIN was shown a second or third time, because nobody had said that it was seen. */
  | 'shownAgain';

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
