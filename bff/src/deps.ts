import type { ApprovalDesk } from '#bff/approvals/approvalDesk.ts';
import type { AuditReader } from '#bff/audit/auditReader.ts';
import type { ValidateToken } from '#bff/auth/caller.ts';
import type { BatchLetters } from '#bff/batch/batchLetters.ts';
import type { BatchService } from '#bff/batch/batchService.ts';
import type { Config } from '#bff/config.ts';
import type { EnrolmentService } from '#bff/enrolment/enrolmentService.ts';
import type { PinDesk } from '#bff/enrolment/pinDesk.ts';
import type { Directory } from '#bff/graph/directory.ts';
import type { GraphClock } from '#bff/graph/graphClock.ts';
import type { OwnTurn } from '#bff/graph/ownTurn.ts';
import type { TargetGuard } from '#bff/guard/targetGuard.ts';
import type { GuidedService } from '#bff/guided/guidedService.ts';
import type { IdempotencyStore } from '#bff/http/idempotencyStore.ts';
import type { InvitationService } from '#bff/invitations/invitationService.ts';
import type { PassDesk } from '#bff/invitations/passDesk.ts';
import type { PrintLetter } from '#bff/letter/printLetter.ts';
import type { Logger } from '#bff/log/logger.ts';
import type { OwnKeyDesk } from '#bff/myKeys/ownKeyDesk.ts';
import type { OperatorDesk } from '#bff/operator/operatorDesk.ts';
import type { ScopeDesk } from '#bff/operator/scopeDesk.ts';
import type { PeopleLists } from '#bff/people/peopleLists.ts';
import type { PostureDesk } from '#bff/posture/postureDesk.ts';
import type { ProfileBook } from '#bff/profiles/profileBook.ts';
import type { RemovalService } from '#bff/removals/removalService.ts';

/** The clock, so that tests can turn it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** One thing that must work before traffic may come; rejects when it does not. */
export interface ReadinessCheck {
  readonly name: 'database' | 'appToken' | 'audit';
  check(): Promise<void>;
}

/** What our own books know of registered passkeys. */
export interface PasskeyInventory {
  /** Serial numbers by Graph method id, for the passkeys of this person that were enrolled here. */
  serialsOf(userId: string): Promise<ReadonlyMap<string, string>>;
}

/** Everything the app needs from outside. Built in server.ts, and by hand in tests. */
export interface AppDeps {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  /** How Graph's clock stands to ours. */
  readonly graphClock: GraphClock['reading'];
  readonly directory: Directory;
  readonly ownTurn: OwnTurn;
  readonly peopleLists: PeopleLists;
  readonly enrolments: EnrolmentService;
  readonly guided: GuidedService;
  readonly profiles: ProfileBook;
  readonly batches: BatchService;
  readonly batchLetters: BatchLetters;
  readonly operators: OperatorDesk;
  readonly invitations: InvitationService;
  /** Access passes of invitations. */
  readonly passes: PassDesk;
  readonly scopes: ScopeDesk;
  /** Whether the tenant is set up as it should be. */
  readonly posture: Pick<PostureDesk, 'report' | 'look'>;
  /** Requests for another person's approval. */
  readonly approvals: ApprovalDesk;
  readonly guard: TargetGuard;
  readonly pins: PinDesk;
  readonly ownKeys: OwnKeyDesk;
  /** Removals of many keys. */
  readonly removals: RemovalService;
  /** Draws sealed letters. */
  readonly printLetter: PrintLetter;
  readonly inventory: PasskeyInventory;
  readonly auditReader: AuditReader;
  readonly idempotency: IdempotencyStore;
  readonly validateToken: ValidateToken;
  readonly readiness: readonly ReadinessCheck[];
}
