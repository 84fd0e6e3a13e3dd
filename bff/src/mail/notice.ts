import type { AlertReason } from '#bff/audit/alertReason.ts';
import type { ApprovalItem } from '#shared/api/approvals.ts';
import type { RemovedHow } from '#shared/api/index.ts';
import type { PostureCheck, PostureState } from '#shared/api/posture.ts';
import type { Language } from './language.ts';

/** Which key a notice is about. Texts come from the key and the books: hostile until escaped. */
export interface NoticeKey {
  readonly productName: string;
  readonly serial: string | null;
}

/** What a mail says; `at` is ISO 8601 UTC. Never a PIN or an access pass, never an address. */
export type Notice =
  | { readonly kind: 'keyBound'; readonly key: NoticeKey; readonly at: string }
  | {
      readonly kind: 'keyRemoved';
      readonly key: NoticeKey;
      readonly at: string;
      readonly how: RemovedHow;
      /** The operator whose new key took its place; null where nobody is to be named. */
      readonly by: string | null;
    }
  | {
      /** To the operator who enrolled it. */
      readonly kind: 'keyLost';
      readonly key: NoticeKey;
      readonly at: string;
      readonly person: string;
    }
  | {
      /** To whoever is behind the enrolment: the profile has it removed, and it is the last one that works. */
      readonly kind: 'keyKept';
      readonly key: NoticeKey;
      readonly at: string;
      readonly person: string;
    }
  | {
      readonly kind: 'pinDisclosed';
      readonly key: NoticeKey;
      readonly at: string;
      readonly to: 'holder' | 'operator' | 'letter';
    }
  | {
      /** `at`: until when it can be followed. */
      readonly kind: 'invitation';
      readonly language: Language;
      readonly at: string;
      readonly by: string | null;
      readonly message: string | null;
      readonly passTo: 'operator' | 'manager';
      readonly isReminder: boolean;
    }
  | {
      readonly kind: 'passToHandOver';
      readonly language: Language;
      readonly at: string;
      readonly person: string;
    }
  | {
      /** `at`: until when it can be decided. */
      readonly kind: 'approvalAsked';
      readonly action: ApprovalItem['action'];
      readonly at: string;
      readonly actorId: string;
      readonly holderId: string | null;
      readonly approvalId: string;
    }
  | {
      /** What a look at the tenant's own settings found changed. Names of people and applications are on the page alone. */
      readonly kind: 'posture';
      readonly check: PostureCheck;
      readonly state: PostureState;
      readonly at: string;
    }
  | {
      /** `at`: when the first key goes, until then nothing has happened. */
      readonly kind: 'removalStarted';
      readonly at: string;
      readonly count: number;
      readonly actorId: string;
      readonly removalId: string;
    }
  | {
      readonly kind: 'alert';
      readonly reason: AlertReason;
      readonly at: string;
      /** Of an alert about an access pass the invitation, about a key that was not enrolled here our number for it. */
      readonly enrolmentId: string;
      readonly actorId: string;
      readonly holderId: string;
    };
