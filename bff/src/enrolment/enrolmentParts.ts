import type { Approvals } from '#bff/approvals/approvals.ts';
import type { AuditLog } from '#bff/audit/auditLog.ts';
import type { AuditAuthentication } from '#bff/audit/auditRecord.ts';
import type { PinEscrow } from '#bff/escrow/pinEscrow.ts';
import type { Directory } from '#bff/graph/directory.ts';
import type { OwnRegistrations } from '#bff/graph/ownRegistrations.ts';
import type { TargetGuard } from '#bff/guard/targetGuard.ts';
import type { Logger } from '#bff/log/logger.ts';
import type { Secret } from '#bff/log/secret.ts';
import type { Outbox } from '#bff/mail/outbox.ts';
import type { CurrentProfiles } from '#bff/profiles/currentProfiles.ts';
import type { Store } from '#bff/store/store.ts';
import type { Role } from '#shared/api/index.ts';
import type { Crypto } from '#shared/crypto/cryptoPort.ts';
import type { EnrolmentCaps } from './enrolmentCaps.ts';

/** What enrolments are made with. */
export interface EnrolmentParts {
  readonly store: Store;
  readonly directory: Directory;
  /** Asked before anything is done to a person. */
  readonly guard: TargetGuard;
  readonly approvals: Approvals;
  /** Left out: the application registers the keys of people who were invited, too. */
  readonly ownRegistrations?: OwnRegistrations;
  readonly profiles: CurrentProfiles;
  readonly audit: AuditLog;
  readonly escrow: PinEscrow;
  readonly outbox: Outbox;
  readonly crypto: Crypto;
  /** 32 bytes; seals the platform's side of a key session. */
  readonly masterKey: Secret<Uint8Array>;
  readonly tenantId: string;
  /** How long the directory may take to show a new method, in milliseconds. */
  readonly settleMs: number;
  /** PEM texts: what an attestation has to chain to, to be called trusted. */
  readonly attestationRoots: readonly string[];
  /** How many old keys may be removed for one operator. */
  readonly removalCaps: RemovalCaps;
  readonly enrolmentCaps: EnrolmentCaps;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** A random GUID. */
  readonly newId: () => string;
  readonly log: Logger;
}

/** How many old keys may be removed for one operator in any minute and in any 24 hours. */
export interface RemovalCaps {
  readonly perMinute: number;
  readonly perDay: number;
}

/** Who is behind a call. */
export interface Actor {
  /** Entra object id. */
  readonly id: string;
  readonly requestId: string;
  /** As their token says; left out where nobody is behind it. */
  readonly tenantId?: string;
  /** The approval that this call says it uses. It counts where it is used up with what is done, and nowhere else. */
  readonly approvalId?: string;
  /** As their sign-in named them; for showing only. */
  readonly displayName?: string;
  /** How they had signed in; left out where nobody is behind it. */
  readonly authentication?: AuditAuthentication;
  /** Theirs, for what is done by their own right; left out where nobody is behind it. */
  readonly userToken?: Secret<string>;
  /** Somebody about themself: reaches no enrolment but one that they began by an invitation and carry on. */
  readonly onlyOwn?: true;
  /** As their token says; left out where nobody is behind it. */
  readonly roles?: readonly Role[];
}
