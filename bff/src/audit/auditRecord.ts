import type { ApprovalItem } from '#shared/api/approvals.ts';
import type { Way } from '#shared/enrolment/way.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { AlertReason } from './alertReason.ts';

/** What an audit record may add to its columns: short facts, never a secret, a name or a free text from outside. */
export interface AuditDetail {
  readonly methodId?: string;
  readonly profileId?: string;
  /** In `startEnrolment`: how the key is reached. */
  readonly way?: Way;
  readonly version?: number;
  readonly batchId?: string;
  readonly invitationId?: string;
  /** Of a removal of many keys. */
  readonly removalId?: string;
  readonly seq?: number;
  readonly graphCode?: string | null;
  readonly reason?: AlertReason;
  readonly count?: number;
  readonly format?: string;
  /** In `grantScope` and `revokeScope`: to whom and over whom, `kind:id`. */
  readonly subject?: string;
  readonly scope?: string;
  /** In records about a request for an approval: what was asked for. */
  readonly asked?: ApprovalItem['action'];
  /** In `finishEnrolment`: why a passkey that signs nobody in may still be on the key. */
  readonly left?: FailureCode;
  /** In `acceptRestore`: the heads ({@link headName}, with spaces between) that second places had and the database has not. */
  readonly accepted?: string;
  /** Records from before there were columns for the key have these. */
  readonly keySerial?: string | null;
  readonly aaguid?: string;
}

/** How the actor had signed in: authentication contexts that were satisfied, and when (ISO 8601 UTC), as the token said. */
export interface AuditAuthentication {
  readonly acrs: readonly string[];
  readonly authTime: string | null;
}

/** What is said about one action: an intent before its effect, an outcome after it. */
export interface AuditEntry {
  readonly phase: 'intent' | 'outcome';
  readonly action: string;
  /** `ok` or a failure code; null in an intent. */
  readonly result: string | null;
  /** Entra object id of who acts; {@link SYSTEM_ACTOR} where nobody asked for it. */
  readonly actorId: string;
  readonly holderId: string | null;
  readonly enrolmentId: string | null;
  /** The request that led to it. */
  readonly requestId: string | null;
  readonly detail: AuditDetail;
  readonly keySerial?: string | null;
  readonly keyAaguid?: string | null;
  /** The approval that it says it uses or is about. */
  readonly approvalId?: string | null;
  readonly authentication?: AuditAuthentication | null;
  /** Graph's `request-id`, where the outcome is Graph's. */
  readonly graphRequestId?: string | null;
}

/** Stands for the backend itself among the actors. */
export const SYSTEM_ACTOR = 'system';

/** A record as it stands in the log: `seq` counts from 1 without gaps, `at` is ISO 8601 UTC, hashes are lowercase hex. */
export interface AuditRecord extends Required<AuditEntry> {
  readonly seq: number;
  readonly at: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** A record before anybody linked it to the one before it. */
export type UnlinkedRecord = Omit<AuditRecord, 'hash'>;

/** The entry with every member that it leaves out. */
export function completeEntry(entry: AuditEntry): Required<AuditEntry> {
  return {
    keySerial: null,
    keyAaguid: null,
    approvalId: null,
    authentication: null,
    graphRequestId: null,
    ...entry,
  };
}
