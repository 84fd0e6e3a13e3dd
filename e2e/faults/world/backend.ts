import { randomBytes, randomUUID } from 'node:crypto';
import { createAlerts } from '#bff/audit/alerts.ts';
import { type AuditLog, createAuditLog } from '#bff/audit/auditLog.ts';
import { createEnrolmentService, type EnrolmentService } from '#bff/enrolment/enrolmentService.ts';
import { createPinDesk, type PinDesk } from '#bff/enrolment/pinDesk.ts';
import { createPinEscrow, type PinEscrow } from '#bff/escrow/pinEscrow.ts';
import { createAppTokenSource } from '#bff/graph/appToken.ts';
import type { Directory } from '#bff/graph/directory.ts';
import { createGraphClient } from '#bff/graph/graphClient.ts';
import { createGraphDirectory } from '#bff/graph/graphDirectory.ts';
import type { GraphPorts } from '#bff/graph/graphPorts.ts';
import { createGraphLimiter } from '#bff/graph/limiter/graphLimiter.ts';
import { quotaRules } from '#bff/graph/limiter/quotaRules.ts';
import { createMemoryQuota } from '#bff/graph/limiter/sharedQuota.ts';
import { createLogger } from '#bff/log/logger.ts';
import { Secret } from '#bff/log/secret.ts';
import { createOutbox } from '#bff/mail/outbox.ts';
import { fixedProfiles } from '#bff/profiles/currentProfiles.ts';
import type { Queries } from '#bff/store/queries.ts';
import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { HistoryEvent, PinHash } from '../history/historyEvent.ts';
import { BackendDied } from './backendDied.ts';
import { nameCalls, wireTo } from './graphWire.ts';
import { type Lane, TENANT_ID } from './lane.ts';
import { pinHashOf } from './pinHash.ts';
import type { Point, Side } from './probe.ts';
import type { VirtualClock } from './virtualClock.ts';
import { watchStore } from './watchedStore.ts';

/** What a backend is put into. */
export interface BackendParts {
  readonly lane: Lane;
  readonly clock: VirtualClock;
  /** How far this machine's clock is off, in milliseconds. */
  readonly skewMs: number;
  /** Tells of a position; may make this backend die, or throw what it is to suffer. */
  reach(backend: Backend, side: Side, name: string, point: Point): void;
  saw(event: HistoryEvent): void;
}

/** One process of the backend, over the database and the tenant that it shares with the others. */
export interface Backend {
  readonly enrolments: EnrolmentService;
  readonly pins: PinDesk;
  readonly isDead: boolean;
  /** From now on nothing it does has an effect. */
  die(): void;
  /** The next audit record cannot be written. */
  refuseAudit(): void;
}

const SETTLE_MS = 60_000;
const TOKEN_LIFE_MS = 3_600_000;

/** Starts a backend: the product's own services and Graph client, on watched ports. */
export function createBackend(parts: BackendParts): Backend {
  const { lane, clock, saw } = parts;
  const now = () => clock.now() + parts.skewMs;
  let isDead = false;
  let refusals = 0;
  const alive = () => {
    if (isDead) throw new BackendDied();
  };
  const reach = (side: Side, name: string, point: Point) => {
    parts.reach(backend, side, name, point);
    alive();
  };
  const watched = watchStore(lane.store, {
    alive,
    journal: (type, point) => reach('journal', type, point),
    statement: (name, point) => reach('database', name, point),
    committed: (events) => events.forEach(saw),
  });
  const note = (queries: Queries, event: HistoryEvent) => {
    const pending = watched.pendingOf(queries);
    if (pending === undefined) throw new TypeError('An effect outside of a transaction.');
    pending.events.push(event);
  };
  const log = createLogger({ write: () => undefined, now, level: 'error' });
  const tokens = createAppTokenSource(
    async () => ({
      token: new Secret(await lane.appToken()),
      expiresAt: now() + TOKEN_LIFE_MS,
    }),
    { now },
    log,
  );
  const ports: GraphPorts = {
    fetch: wireTo(lane.tenant, {
      alive,
      saw,
      graph: (method, point) => reach('graph', method, point),
    }),
    clock: { now },
    // Nobody else gets a turn during a call, so the time that it waits may simply pass.
    sleep: async (ms) => clock.jump(ms),
    random: () => 0.5,
    randomUuid: () => randomUUID(),
  };
  const quota = createMemoryQuota(
    { now },
    quotaRules({ writesPerSecond: 18, unitsPerSecond: 315 }),
  );
  const limiter = createGraphLimiter({ quota, alone: quota, ports, log, queueLength: 100 });
  const { origin } = lane.tenant.state;
  const client = createGraphClient({ origin, tokens, limiter, log, ports });
  const directory: Directory = nameCalls(
    createGraphDirectory({
      client,
      clock: { now },
      config: {
        graphOrigin: lane.tenant.state.origin,
        graphVersion: 'v1.0',
        challengeMinutes: 5,
        directoryCacheMs: 60_000,
        maximumPasskeys: 10,
      },
    }),
  );
  const auditLog = createAuditLog({ now });
  const audit: AuditLog = {
    async append(queries, ...entries) {
      alive();
      if (refusals > 0) {
        refusals -= 1;
        throw new AppError('audit_unavailable', 'the audit log is full');
      }
      await auditLog.append(queries, ...entries);
      for (const { enrolmentId, phase, action } of entries) {
        note(queries, { kind: 'audit', enrolmentId, phase, action });
      }
    },
  };
  const newId = () => randomUUID();
  const outbox = createOutbox({ now, newId, takes: { people: true, alerts: true } });
  const service = {
    store: watched.store,
    directory,
    profiles: fixedProfiles(BUILT_IN_PROFILES),
    audit,
    alerts: createAlerts({ audit, outbox, log, now }),
    outbox,
    escrow: watchEscrow(createPinEscrow({ masterKey: lane.masterKey, tenantId: TENANT_ID }), {
      note,
      reach: (name, point) => reach('escrow', name, point),
    }),
    crypto: createNobleCrypto((length) => Uint8Array.from(randomBytes(length))),
    masterKey: lane.masterKey,
    tenantId: TENANT_ID,
    settleMs: SETTLE_MS,
    attestationRoots: [],
    removalCaps: { perMinute: 10, perDay: 50 },
    now,
    newId,
    log,
  } satisfies Parameters<typeof createEnrolmentService>[0] & Parameters<typeof createPinDesk>[0];
  const backend: Backend = {
    enrolments: createEnrolmentService(service),
    pins: createPinDesk(service),
    get isDead() {
      return isDead;
    },
    die() {
      isDead = true;
    },
    refuseAudit() {
      refusals += 1;
    },
  };
  return backend;
}

interface EscrowWatch {
  note(queries: Queries, event: HistoryEvent): void;
  reach(name: keyof PinEscrow, point: Point): void;
}

function watchEscrow(escrow: PinEscrow, { note, reach }: EscrowWatch): PinEscrow {
  const givenOut = new Map<string, { readonly toId: string; readonly pinHash: PinHash }>();
  return {
    async seal(queries, owner, entry) {
      reach('seal', 'before');
      await escrow.seal(queries, owner, entry);
      const pinHash = pinHashOf(entry.pin.reveal());
      note(queries, { kind: 'escrowSealed', ...owner, pinHash });
    },
    async open(queries, owner) {
      reach('open', 'before');
      return escrow.open(queries, owner);
    },
    async release(queries, enrolmentId) {
      reach('release', 'before');
      await escrow.release(queries, enrolmentId);
      note(queries, { kind: 'escrowReleased', enrolmentId });
    },
    async disclose(queries, enrolmentId, request, reservationId) {
      reach('disclose', 'before');
      const disclosure = await escrow.disclose(queries, enrolmentId, request, reservationId);
      const { reserved } = disclosure;
      if (reserved !== null) {
        const shown = { toId: request.viewerId, pinHash: pinHashOf(reserved.pin.reveal()) };
        givenOut.set(reserved.reservationId, shown);
        note(queries, { kind: 'pinReserved', enrolmentId, ...shown });
      }
      return disclosure;
    },
    async confirm(queries, enrolmentId, reservationId, request) {
      reach('confirm', 'before');
      const confirmed = await escrow.confirm(queries, enrolmentId, reservationId, request);
      const shown = givenOut.get(reservationId);
      if (shown === undefined) throw new TypeError('A PIN that this backend did not give out.');
      note(queries, { kind: 'pinRevealed', enrolmentId, ...shown });
      return confirmed;
    },
  };
}
