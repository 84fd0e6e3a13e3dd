import { createApprovalDesk } from '#bff/approvals/approvalDesk.ts';
import { createAuditReader } from '#bff/audit/auditReader.ts';
import type { Caller } from '#bff/auth/caller.ts';
import { createBatchLetters } from '#bff/batch/batchLetters.ts';
import type { AppDeps } from '#bff/deps.ts';
import { createGuidedService } from '#bff/guided/guidedService.ts';
import { createIdempotencyStore } from '#bff/http/idempotencyStore.ts';
import type { InvitationParts } from '#bff/invitations/invitationParts.ts';
import { createInvitationService } from '#bff/invitations/invitationService.ts';
import { createPassDesk } from '#bff/invitations/passDesk.ts';
import { invitationPartsOf } from '#bff/invitations/testInvitations.ts';
import { createLetterPrinter } from '#bff/letter/printLetter.ts';
import { createOwnKeyDesk } from '#bff/myKeys/ownKeyDesk.ts';
import { ownKeyPartsOf } from '#bff/myKeys/testOwnKeys.ts';
import { createOperatorDesk } from '#bff/operator/operatorDesk.ts';
import { createScopeDesk } from '#bff/operator/scopeDesk.ts';
import { createPeopleLists } from '#bff/people/peopleLists.ts';
import { testPostureDesk } from '#bff/posture/testPosture.ts';
import { createProfileBook } from '#bff/profiles/profileBook.ts';
import { createRemovalService } from '#bff/removals/removalService.ts';
import { removalPartsOf } from '#bff/removals/testRemovals.ts';
import { testBulkDirectory, testConfig, testTokens } from '#bff/testDeps.ts';
import { createPasskeyInventory } from './passkeyInventory.ts';
import type { TestBench } from './testBench.ts';

/** Everything an app needs, over a bench: the token `operator` is the caller of that name. */
export function benchDeps(
  bench: TestBench,
  callers: Readonly<Record<string, Caller>>,
  invitationParts: InvitationParts = invitationPartsOf(bench),
): AppDeps {
  const { store, audit, approvals, log, now, masterKey, newId } = bench.parts;
  return {
    // A bench's tokens never change, while its clock jumps by hours.
    config: testConfig({ batchTokenSeconds: 7 * 24 * 3_600 }),
    log,
    clock: { now },
    graphClock: () => null,
    directory: bench.directory,
    ownTurn: (_, work) => work(),
    peopleLists: createPeopleLists({
      directory: bench.directory,
      bulk: testBulkDirectory(),
      breakGlassIds: [],
    }),
    enrolments: bench.enrolments,
    guided: createGuidedService(bench.parts),
    profiles: createProfileBook({ store, audit, approvals, now, newId }),
    batches: bench.batches,
    batchLetters: createBatchLetters({ store, pins: bench.pins, approvals, now }),
    operators: createOperatorDesk(bench.parts),
    invitations: createInvitationService(invitationParts),
    passes: createPassDesk(invitationParts),
    scopes: createScopeDesk(bench.parts, bench.hasScopes),
    posture: testPostureDesk(bench.parts),
    approvals: createApprovalDesk(bench.parts),
    guard: bench.parts.guard,
    pins: bench.pins,
    ownKeys: createOwnKeyDesk(ownKeyPartsOf(bench)),
    removals: createRemovalService(removalPartsOf(bench)),
    printLetter: createLetterPrinter({ language: 'en', helpText: null, pageUrl: null, now }),
    inventory: createPasskeyInventory(store),
    auditReader: createAuditReader({ store, audit, now }),
    idempotency: createIdempotencyStore({
      ...{ store, masterKey, now, newId },
      // Somebody else's turn, without waiting for it.
      sleep: () => new Promise((resolve) => setImmediate(resolve)),
    }),
    validateToken: testTokens(callers),
    readiness: [],
  };
}
