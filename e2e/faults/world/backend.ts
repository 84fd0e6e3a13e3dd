import { randomUUID } from 'node:crypto';
import { createApprovals } from '#bff/approvals/approvals.ts';
import { createAlerts } from '#bff/audit/alerts.ts';
import { createAuditReader } from '#bff/audit/auditReader.ts';
import { createEnrolmentService, type EnrolmentService } from '#bff/enrolment/enrolmentService.ts';
import { createPasskeyInventory } from '#bff/enrolment/passkeyInventory.ts';
import { createPinDesk } from '#bff/enrolment/pinDesk.ts';
import { nodeCrypto } from '#bff/escrow/nodeCrypto.ts';
import { createPinEscrow } from '#bff/escrow/pinEscrow.ts';
import { createScopes } from '#bff/guard/scopes.ts';
import { createTargetGuard } from '#bff/guard/targetGuard.ts';
import { createIdempotencyStore } from '#bff/http/idempotencyStore.ts';
import type { InvitationParts } from '#bff/invitations/invitationParts.ts';
import {
  createInvitationService,
  type InvitationService,
} from '#bff/invitations/invitationService.ts';
import { tidyInvitations } from '#bff/invitations/tidyInvitations.ts';
import { createLeases } from '#bff/jobs/leases.ts';
import { shredPins } from '#bff/jobs/shredder.ts';
import { createSweeper, type Sweeper } from '#bff/jobs/sweeper.ts';
import { createLogger } from '#bff/log/logger.ts';
import { deliverMail } from '#bff/mail/deliverMail.ts';
import { createOutbox } from '#bff/mail/outbox.ts';
import { createOwnKeyDesk } from '#bff/myKeys/ownKeyDesk.ts';
import { fixedProfiles } from '#bff/profiles/currentProfiles.ts';
import type { Queries } from '#bff/store/queries.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import type { HistoryEvent } from '../history/historyEvent.ts';
import type { AuditPlace } from './auditPlace.ts';
import { BackendDied } from './backendDied.ts';
import { type BackendJob, createJobs, takeDueJobs } from './backendJobs.ts';
import type { BooksAtHand } from './booksAtHand.ts';
import type { Lane } from './lane.ts';
import { ALERT_ADDRESS, type MailServer } from './mailServer.ts';
import type { Mortal, Point, Side } from './probe.ts';
import { TENANT_ID } from './tenantId.ts';
import { unasked } from './unasked.ts';
import type { VirtualClock } from './virtualClock.ts';
import { watchAudit } from './watchedAudit.ts';
import { watchEscrow } from './watchedEscrow.ts';
import { watchLeases } from './watchedLeases.ts';
import { watchStore } from './watchedStore.ts';
import { currentWork, nameInWork } from './workContext.ts';
import { openWorldAuditing } from './worldAuditing.ts';
import { createWorldGraph } from './worldDirectory.ts';

/** What a backend is put into. */
export interface BackendParts {
  readonly lane: Lane;
  readonly clock: VirtualClock;
  /** How far this machine's clock is off, in milliseconds. */
  readonly skewMs: number;
  /** Names the process in the history. */
  readonly number: number;
  readonly mail: MailServer;
  readonly places: readonly AuditPlace[];
  /** Hashes of heads of the audit log whose loss somebody accepts. */
  readonly accepted: readonly string[];
  /** What is there for jobs to do. */
  readonly books: BooksAtHand;
  /** Tells of a position; may make this backend die, or throw what it is to suffer. */
  reach(backend: BackendAtWork, side: Side, name: string, point: Point): void | Promise<void>;
  /** Throws where nothing can be written to the disk of the database. */
  writes(): void;
  /** What is the matter with second places begins and ends here. */
  beforeCarrying(): Promise<void>;
  saw(event: HistoryEvent): void;
  isSecret(pin: string): void;
}

/** What can happen to a backend while it works. */
export interface BackendAtWork extends Mortal {
  /** From now on nothing it does has an effect. */
  die(): void;
  /** The next audit record cannot be written. */
  refuseAudit(): void;
}

/** One process of the backend, over the database and the tenant that it shares with the others. */
export interface Backend extends BackendAtWork {
  readonly enrolments: EnrolmentService;
  readonly invitations: InvitationService;
  readonly sweeper: Sweeper;
  readonly isDead: boolean;
  /** A request to its address. */
  fetch(request: Request): Promise<Response>;
  readonly jobs: readonly BackendJob[];
  /** The jobs whose turn has come; each has its next one later. */
  dueJobs(): BackendJob[];
}

const SETTLE_MS = 60_000;
const IDLE_MS = 120_000;
const MAIL_SETTINGS = {
  language: 'en',
  helpText: null,
  pageUrl: 'https://keys.contoso.example',
} as const;

/**
 * Starts a backend: the product's own app, services, jobs and Graph client, on watched ports.
 * @throws AppError as a start does.
 */
export async function startBackend(parts: BackendParts): Promise<Backend> {
  const { lane, clock, saw, number, books } = parts;
  const now = () => clock.now() + parts.skewMs;
  const newId = () => randomUUID();
  let isDead = false;
  let refusals = 0;
  const alive = () => {
    if (isDead) throw new BackendDied();
  };
  const self: BackendAtWork = {
    die() {
      isDead = true;
    },
    refuseAudit() {
      refusals += 1;
    },
  };
  const reach = (side: Side, name: string, point: Point): void | Promise<void> => {
    const struck = parts.reach(self, side, nameInWork(name), point);
    alive();
    return struck instanceof Promise ? struck.then(alive) : undefined;
  };
  const watched = watchStore(lane.store, {
    alive,
    writes: parts.writes,
    reach,
    committed(events) {
      for (const lease of leasesUnder(events)) saw({ kind: 'jobWrote', ...lease });
      events.forEach(saw);
    },
  });
  const { store } = watched;
  const note = (queries: Queries, event: HistoryEvent) => {
    const pending = watched.pendingOf(queries);
    if (pending === undefined) throw new TypeError('An effect outside of a transaction.');
    pending.events.push(event);
  };
  const log = createLogger({ write: () => undefined, now, level: 'error' });
  const { directory, passes } = createWorldGraph({
    lane,
    clock,
    now,
    log,
    watch: {
      ...{ alive, saw, isSecret: parts.isSecret },
      graph: (method, point) => reach('graph', method, point),
    },
  });
  const auditing = await openWorldAuditing({
    ...{ places: parts.places, accepted: parts.accepted },
    ...{ store, now, log, backend: number, saw, alive },
    watch: (unwatched) =>
      watchAudit(unwatched, {
        alive,
        note,
        now: () => clock.now(),
        reach: (name, point) => void reach('audit', name, point),
        refuses() {
          if (refusals === 0) return false;
          refusals -= 1;
          return true;
        },
        backend: number,
      }),
  });
  const audit = auditing.log;
  const outbox = createOutbox({ now, newId, takes: { people: true, alerts: true } });
  const service = {
    guard: createTargetGuard({
      ...{ directory, log, policy: { breakGlassIds: [], adminsMay: [] } },
      scopes: createScopes({ store, directory, isInForce: false }),
    }),
    approvals: createApprovals({ needed: [], now }),
    ...{ store, directory, audit, outbox, now, newId, log },
    alerts: createAlerts({ audit, outbox, log, now }),
    escrow: watchEscrow(createPinEscrow({ masterKey: lane.masterKey, tenantId: TENANT_ID }), {
      note,
      now: () => clock.now(),
      isSecret: parts.isSecret,
      reach: (name, point) => void reach('escrow', name, point),
    }),
    crypto: nodeCrypto,
    masterKey: lane.masterKey,
    tenantId: TENANT_ID,
    settleMs: SETTLE_MS,
    attestationRoots: [],
    profiles: fixedProfiles(BUILT_IN_PROFILES),
    removalCaps: { perMinute: 10, perDay: 50 },
    enrolmentCaps: { perMinute: 10_000, perDay: 10_000, perPersonPerDay: 10_000 },
  };
  const enrolments = createEnrolmentService(service);
  const leases = watchLeases(createLeases({ holder: newId(), now }), {
    saw,
    reach: (name, point) => reach('lease', name, point),
  });
  const sweeper = createSweeper({ parts: service, leases, idleMs: IDLE_MS });
  const inviting: InvitationParts = {
    ...{ ...service, enrolments, passes, breakGlassIds: [], bulk: unasked() },
    ...{ passTo: 'operator', sendsMail: true, language: 'en' },
  };
  const invitations = createInvitationService(inviting);
  const own = {
    ...{ directory, enrolments, invitations, guard: service.guard },
    pins: createPinDesk(service),
    ownKeys: createOwnKeyDesk({
      ...service,
      ...{ sessions: null, suspendsReported: true, mails: { people: true, alerts: true } },
    }),
    inventory: createPasskeyInventory(store),
    auditReader: createAuditReader({ store, audit, now }),
    idempotency: createIdempotencyStore({
      ...{ store, masterKey: lane.masterKey, now, newId },
      sleep: async (ms) => clock.jump(ms),
    }),
  };
  const send: MailServer['take'] = async (mail) => {
    const about = books.noticeKind(mail.id);
    await reach('mail', about, 'before');
    await parts.mail.take(mail);
    await reach('mail', about, 'after');
  };
  const works: Parameters<typeof createJobs>[0] = {
    carry: {
      hasWork: () => parts.places.length > 0,
      async run() {
        await parts.beforeCarrying();
        await auditing.carry();
      },
    },
    sweep: { run: () => sweeper.sweep(), hasWork: () => books.openEnrolments > 0 },
    mail: {
      hasWork: () => books.waitingNotices > 0,
      run: () =>
        deliverMail({
          ...{ store, directory, send, now, log },
          settings: MAIL_SETTINGS,
          alertAddress: ALERT_ADDRESS,
        }),
    },
    shred: {
      run: () => shredPins({ store, audit, now, log }),
      hasWork: () => books.escrowedPins > 0,
    },
    tidy: { run: () => tidyInvitations(inviting), hasWork: () => books.livePasses > 0 },
  };
  const jobs = createJobs(works, clock.now());
  return {
    ...self,
    enrolments,
    invitations,
    sweeper,
    get isDead() {
      return isDead;
    },
    async fetch(request) {
      alive();
      const response = await lane.app.fetch(request, own);
      alive();
      return response;
    },
    jobs,
    dueJobs: () => (isDead ? [] : takeDueJobs(jobs, clock.now())),
  };
}

/** The leases by which the job of the moment wrote this. */
function leasesUnder(events: readonly HistoryEvent[]) {
  const leases = currentWork()?.leases ?? new Map<string, number>();
  const ids = new Set(
    events.flatMap((event) => ('enrolmentId' in event ? [event.enrolmentId] : [])),
  );
  return [...leases]
    .filter(([name]) => [...ids].some((id) => id !== null && name.endsWith(id)))
    .map(([name, token]) => ({ name, token }));
}
