/** What an audit record may add to its columns: short facts, never a secret, a name or a free text from outside. */
export interface AuditDetail {
  readonly keySerial?: string | null;
  readonly aaguid?: string;
  readonly methodId?: string;
  readonly profileId?: string;
  readonly seq?: number;
  readonly graphCode?: string | null;
}

/** What is said about one action: an intent before its effect, an outcome after it. */
export interface AuditEntry {
  readonly phase: 'intent' | 'outcome';
  readonly action: string;
  /** `ok` or a failure code; null in an intent. */
  readonly result: string | null;
  /** Entra object id of who acts. */
  readonly actorId: string;
  readonly holderId: string | null;
  readonly enrolmentId: string | null;
  readonly requestId: string | null;
  readonly detail: AuditDetail;
}

/** A record as it stands in the log: `seq` counts from 1 without gaps, `at` is ISO 8601 UTC, hashes are lowercase hex. */
export interface AuditRecord extends AuditEntry {
  readonly seq: number;
  readonly at: string;
  readonly previousHash: string;
  readonly hash: string;
}
