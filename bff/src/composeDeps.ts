import { randomUUID } from 'node:crypto';
import { createApprovalDesk } from './approvals/approvalDesk.ts';
import { createApprovals } from './approvals/approvals.ts';
import { createAlerts } from './audit/alerts.ts';
import { createAuditReader } from './audit/auditReader.ts';
import type { Auditing } from './audit/openAuditing.ts';
import { createTokenValidator } from './auth/validateToken.ts';
import { createBatchLetters } from './batch/batchLetters.ts';
import { createBatchService } from './batch/batchService.ts';
import type { Config } from './config.ts';
import type { AppDeps } from './deps.ts';
import type { EnrolmentParts } from './enrolment/enrolmentParts.ts';
import { createEnrolmentService } from './enrolment/enrolmentService.ts';
import { createPasskeyInventory } from './enrolment/passkeyInventory.ts';
import { createPinDesk } from './enrolment/pinDesk.ts';
import { nodeCrypto } from './escrow/nodeCrypto.ts';
import { createPinEscrow } from './escrow/pinEscrow.ts';
import { asSelfService } from './graph/callOrigin.ts';
import { directoryFor } from './graph/directory.ts';
import { createExchangeUserToken } from './graph/exchangeUserToken.ts';
import { createGraphAccessPasses } from './graph/graphAccessPasses.ts';
import { createGraphBulkDirectory } from './graph/graphBulkDirectory.ts';
import type { GraphClient } from './graph/graphClient.ts';
import { createGraphDirectory } from './graph/graphDirectory.ts';
import { REAL_GRAPH_PORTS } from './graph/graphPorts.ts';
import { openGraphClient } from './graph/openGraphClient.ts';
import { createOwnRegistrations } from './graph/ownRegistrations.ts';
import { createOwnTurn } from './graph/ownTurn.ts';
import { createGraphSignInSessions } from './graph/signInSessions.ts';
import { createUserTokens } from './graph/userTokens.ts';
import { createScopes } from './guard/scopes.ts';
import { createTargetGuard } from './guard/targetGuard.ts';
import { createDirectoryWatch } from './guided/directoryWatch.ts';
import { createGuidedService } from './guided/guidedService.ts';
import { createIdempotencyStore } from './http/idempotencyStore.ts';
import { createInvitationService } from './invitations/invitationService.ts';
import { createPassDesk } from './invitations/passDesk.ts';
import { tidyInvitations } from './invitations/tidyInvitations.ts';
import { createLeases } from './jobs/leases.ts';
import type { Job } from './jobs/runRepeatedly.ts';
import { shredPins } from './jobs/shredder.ts';
import { createSweeper } from './jobs/sweeper.ts';
import { createLetterPrinter } from './letter/printLetter.ts';
import type { Logger } from './log/logger.ts';
import { createMailTransport } from './mail/createMailTransport.ts';
import { deliverMail } from './mail/deliverMail.ts';
import { createOutbox } from './mail/outbox.ts';
import { createOwnKeyDesk } from './myKeys/ownKeyDesk.ts';
import { settleRemovals } from './myKeys/settleRemovals.ts';
import { createOperatorDesk } from './operator/operatorDesk.ts';
import { createScopeDesk } from './operator/scopeDesk.ts';
import { createPeopleLists } from './people/peopleLists.ts';
import { createPostureDesk } from './posture/postureDesk.ts';
import { createProfileBook } from './profiles/profileBook.ts';
import { createRemovalService } from './removals/removalService.ts';
import { runRemovals } from './removals/runRemovals.ts';
import type { Store } from './store/store.ts';

/** The backend: what its routes need, and what it does without being asked. */
export interface Backend {
  readonly deps: AppDeps;
  readonly jobs: readonly Job[];
}

/** For how many sweeps nothing must have happened to an enrolment: a page at work comes back sooner. */
const IDLE_SWEEPS = 2;
const SHRED_EVERY_MS = 300_000;
const FORGET_EVERY_MS = 600_000;
const MAIL_EVERY_MS = 5_000;
/** Asks the database whose turn it is; how often Graph is asked is another matter. */
const WATCH_EVERY_MS = 1_000;
/** Somebody waits for it, but not as long as it takes: the next look comes soon. */
const WATCH_CALLS = { class: 'bulk', deadlineMs: 5_000 } as const;
const TIDY_EVERY_MS = 60_000;
const SETTLE_EVERY_MS = 15_000;
/** Asks the database whether it is time. */
const POSTURE_EVERY_MS = 300_000;
const REMOVE_EVERY_MS = 5_000;

/** By people's own right, where the settings say so. */
function ownRegistrationsOf(
  config: Config,
  client: GraphClient,
): Pick<EnrolmentParts, 'ownRegistrations'> {
  const { selfService } = config;
  if (selfService.mode === 'app') return {};
  const exchange = createExchangeUserToken(config, selfService.credential);
  const tokens = createUserTokens(exchange, REAL_GRAPH_PORTS.clock);
  return { ownRegistrations: createOwnRegistrations({ client, tokens }) };
}

/** Wires the backend to the real world: the clock, randomness, Entra, Graph and an open database. */
export function composeBackend(
  config: Config,
  log: Logger,
  store: Store,
  auditing: Auditing,
): Backend {
  const { clock } = REAL_GRAPH_PORTS;
  const { client, tokens, limiter } = openGraphClient(config, log, store);
  const directory = createGraphDirectory({ config, client, clock });
  const { now } = clock;
  const newId = () => randomUUID();
  const audit = auditing.log;
  const { mail } = config;
  const takes = { people: mail.route !== null, alerts: mail.alertAddress !== null };
  const outbox = createOutbox({ now, newId, takes });
  const approvals = createApprovals({ needed: config.approvals, now });
  const profiles = createProfileBook({ store, audit, approvals, now, newId });
  const guard = createTargetGuard({
    ...{ directory, log, policy: config.guardPolicy },
    scopes: createScopes({ store, directory, isInForce: config.hasScopes }),
  });
  const parts = {
    store,
    ...ownRegistrationsOf(config, client),
    directory,
    guard,
    approvals,
    profiles,
    audit,
    outbox,
    alerts: createAlerts({ audit, outbox, log, now }),
    escrow: createPinEscrow({ masterKey: config.escrowKey, tenantId: config.tenantId }),
    crypto: nodeCrypto,
    masterKey: config.escrowKey,
    tenantId: config.tenantId,
    settleMs: config.settleMs,
    attestationRoots: config.attestationRoots,
    removalCaps: config.removalCaps,
    enrolmentCaps: config.enrolmentCaps,
    now,
    newId,
    log,
  };
  const idempotency = createIdempotencyStore({
    ...{ store, masterKey: config.escrowKey, now, newId },
    sleep: REAL_GRAPH_PORTS.sleep,
  });
  const leases = createLeases({ holder: newId(), now });
  const watch = createDirectoryWatch({
    parts: { ...parts, directory: directoryFor(directory, WATCH_CALLS) },
    leases,
  });
  const sweeper = createSweeper({
    parts: { ...parts, directory: directoryFor(directory, { class: 'sync' }) },
    leases,
    idleMs: IDLE_SWEEPS * config.sweepMs,
  });
  const jobs: Job[] = [
    {
      name: 'sweepEnrolments',
      everyMs: config.sweepMs,
      run: (signal) => sweeper.sweep(signal),
    },
    { name: 'watchDirectory', everyMs: WATCH_EVERY_MS, run: (signal) => watch.look(signal) },
    { name: 'forgetAnswers', everyMs: FORGET_EVERY_MS, run: () => idempotency.sweep() },
    {
      name: 'shredPins',
      everyMs: SHRED_EVERY_MS,
      run: (signal) => shredPins({ store, audit, now, log }, signal),
    },
  ];
  const send = createMailTransport(mail.route, client);
  if (send !== null) {
    const delivery = { store, directory, send, settings: mail, now, log };
    const { alertAddress } = mail;
    jobs.push({
      name: 'deliverMail',
      everyMs: MAIL_EVERY_MS,
      run: (signal) => deliverMail({ ...delivery, alertAddress }, signal),
    });
  }
  const enrolments = createEnrolmentService(parts);
  const pins = createPinDesk(parts);
  const bulk = createGraphBulkDirectory({ config, client, clock });
  const invitationParts = {
    ...parts,
    ...{ enrolments, bulk, breakGlassIds: config.guardPolicy.breakGlassIds },
    passes: createGraphAccessPasses({ config, client, clock }),
    passTo: config.passTo,
    sendsMail: takes.people,
    language: mail.language,
  };
  jobs.push({
    name: 'tidyInvitations',
    everyMs: TIDY_EVERY_MS,
    run: (signal) => asSelfService(() => tidyInvitations(invitationParts, signal)),
  });
  const ownKeyParts = {
    ...parts,
    ...{ suspendsReported: config.suspendsReported, mails: takes },
    sessions: config.revokesSessions ? createGraphSignInSessions(client) : null,
  };
  jobs.push({
    name: 'settleRemovals',
    everyMs: SETTLE_EVERY_MS,
    run: (signal) => asSelfService(() => settleRemovals(ownKeyParts, signal)),
  });
  const posture = createPostureDesk({ ...parts, config, client, leases });
  jobs.push({
    name: 'lookAtPosture',
    everyMs: POSTURE_EVERY_MS,
    run: (signal) => posture.lookWhenDue(signal),
  });
  const removalParts = {
    ...ownKeyParts,
    ...{ bulk, leases, removalDelayMs: config.removalDelayMs },
  };
  jobs.push({
    name: 'runRemovals',
    everyMs: REMOVE_EVERY_MS,
    run: (signal) => runRemovals(removalParts, signal),
  });
  const deps: AppDeps = {
    config,
    log,
    clock,
    graphClock: client.clockReading,
    directory,
    ownTurn: createOwnTurn({ limiter, clock }),
    profiles,
    enrolments,
    guided: createGuidedService(parts),
    batchLetters: createBatchLetters({ ...parts, pins }),
    batches: createBatchService({ ...parts, enrolments }),
    operators: createOperatorDesk(parts),
    invitations: createInvitationService(invitationParts),
    passes: createPassDesk(parts),
    scopes: createScopeDesk(parts, config.hasScopes),
    posture,
    approvals: createApprovalDesk(parts),
    guard,
    pins,
    ownKeys: createOwnKeyDesk(ownKeyParts),
    removals: createRemovalService(removalParts),
    peopleLists: createPeopleLists({
      directory,
      bulk,
      breakGlassIds: config.guardPolicy.breakGlassIds,
    }),
    printLetter: createLetterPrinter({ ...mail, now }),
    inventory: createPasskeyInventory(store),
    auditReader: createAuditReader({ store, audit, now }),
    idempotency,
    validateToken: createTokenValidator(config, clock),
    readiness: [
      { name: 'audit', check: async () => auditing.gate.check() },
      { name: 'database', check: () => store.check() },
      {
        name: 'appToken',
        check: async () => {
          await tokens.get();
        },
      },
    ],
  };
  return { deps, jobs };
}
