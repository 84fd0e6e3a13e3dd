import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createApprovals } from '#bff/approvals/approvals.ts';
import { createAlerts } from '#bff/audit/alerts.ts';
import { createAuditLog } from '#bff/audit/auditLog.ts';
import { type BatchService, createBatchService } from '#bff/batch/batchService.ts';
import { nodeCrypto } from '#bff/escrow/nodeCrypto.ts';
import { createPinEscrow } from '#bff/escrow/pinEscrow.ts';
import type { GuardPolicy } from '#bff/guard/decide.ts';
import { createScopes } from '#bff/guard/scopes.ts';
import { createTargetGuard } from '#bff/guard/targetGuard.ts';
import { createLogger } from '#bff/log/logger.ts';
import { Secret } from '#bff/log/secret.ts';
import { createOutbox } from '#bff/mail/outbox.ts';
import { createProfileBook } from '#bff/profiles/profileBook.ts';
import { seedProfiles } from '#bff/profiles/seedProfiles.ts';
import type { Store } from '#bff/store/store.ts';
import { createTestStore, type TestStore } from '#bff/store/testStore.ts';
import type { ApprovalKind } from '#shared/api/approvals.ts';
import type { Enrolment, PageEvent, SealedPin } from '#shared/api/index.ts';
import { fromBase64Url, toBase64Url } from '#shared/bytes/base64Url.ts';
import { concat } from '#shared/bytes/concat.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { configAuthMessage, setMinPinLength } from '#shared/ctap/commands/authenticatorConfig.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import { createEnrolmentService, type EnrolmentService } from './enrolmentService.ts';
import { readJournal } from './openEnrolment.ts';
import { createPinDesk, type PinDesk, type PinDeskParts } from './pinDesk.ts';
import { TestDirectory } from './testDirectory.ts';
import { TestKey, type TestKeyOptions } from './testKey.ts';

export const OPERATOR = '22222222-2222-4222-8222-222222222222';
const TENANT = '33333333-3333-4333-8333-333333333333';
export const ACTOR = { id: OPERATOR, requestId: 'request-1' };
const SETTLE_MS = 60_000;

/** A whole backend but for HTTP: real PostgreSQL, a tenant that does as it is told, a clock that tests turn. */
export interface TestBench {
  readonly database: TestStore;
  readonly directory: TestDirectory;
  readonly parts: EnrolmentParts & PinDeskParts;
  readonly enrolments: EnrolmentService;
  readonly batches: BatchService;
  readonly pins: PinDesk;
  readonly logLines: string[];
  /** Whether operators are limited to their scopes. */
  readonly hasScopes: boolean;
  clock: { now: number };
  /** A person nobody else in this test file uses. */
  newHolder(): string;
  /** A key with a serial of its own. */
  newKey(options?: TestKeyOptions): TestKey;
  /** Starts an enrolment as {@link ACTOR}, with the key plugged in where one is given. */
  start(holderId: string, key?: TestKey, profileId?: string): Promise<Enrolment>;
  /** Another backend on the same database. */
  secondBackend(store: Store): EnrolmentService;
  /** The batches of another backend on the same database. */
  secondBatches(store: Store): BatchService;
  close(): Promise<void>;
}

/** How the guard of a bench is set up. */
export interface BenchGuard {
  readonly policy?: GuardPolicy;
  readonly hasScopes?: boolean;
  readonly approvals?: readonly ApprovalKind[];
}

const NO_ONE_MORE: GuardPolicy = { breakGlassIds: [], adminsMay: [] };

export async function createTestBench(
  change: Partial<Pick<EnrolmentParts, 'attestationRoots' | 'removalCaps' | 'enrolmentCaps'>> = {},
  { policy = NO_ONE_MORE, hasScopes = false, approvals: needed = [] }: BenchGuard = {},
): Promise<TestBench> {
  const database = await createTestStore();
  const clock = { now: Date.parse('2026-03-01T12:00:00Z') };
  const now = () => clock.now;
  const directory = new TestDirectory(now);
  directory.addPerson(OPERATOR);
  const masterKey = new Secret(Uint8Array.from(randomBytes(32)));
  const logLines: string[] = [];
  const audit = createAuditLog({ now });
  const newId = () => randomUUID();
  const log = createLogger({ write: (line) => logLines.push(line), now, level: 'debug' });
  const outbox = createOutbox({ now, newId, takes: { people: true, alerts: true } });
  const approvals = createApprovals({ needed, now });
  const partsOver = (store: Store): EnrolmentParts & PinDeskParts => ({
    store,
    directory,
    guard: createTargetGuard({
      ...{ directory, log },
      policy: { ...policy, needsApproval: needed.includes('protected') },
      scopes: createScopes({ store, directory, isInForce: hasScopes }),
    }),
    approvals,
    profiles: createProfileBook({ store, audit, approvals, now, newId }),
    audit,
    alerts: createAlerts({ audit, outbox, log, now }),
    outbox,
    escrow: createPinEscrow({ masterKey, tenantId: TENANT }),
    crypto: nodeCrypto,
    masterKey,
    tenantId: TENANT,
    settleMs: SETTLE_MS,
    removalCaps: { perMinute: 10, perDay: 50 },
    enrolmentCaps: { perMinute: 10_000, perDay: 10_000, perPersonPerDay: 10_000 },
    attestationRoots: [],
    now,
    newId,
    log,
    ...change,
  });
  await seedProfiles(database.store, now);
  const parts = partsOver(database.store);
  const enrolments = createEnrolmentService(parts);
  let serial = 0;
  return {
    database,
    directory,
    parts,
    enrolments,
    batches: createBatchService({ ...parts, enrolments }),
    pins: createPinDesk(parts),
    logLines,
    hasScopes,
    clock,
    newHolder() {
      const id = randomUUID();
      directory.addPerson(id);
      return id;
    },
    newKey(options = {}) {
      serial += 1;
      return new TestKey({ serial: `1000${serial}`, ...options });
    },
    start: (userId, key, profileId = 'new-colleague') =>
      enrolments.start({ userId, profileId, ...(key && { key: key.plugged() }) }, ACTOR),
    secondBackend: (store) => createEnrolmentService(partsOver(store)),
    secondBatches: (store) => {
      const own = partsOver(store);
      return createBatchService({ ...own, enrolments: createEnrolmentService(own) });
    },
    close: () => database.close(),
  };
}

/** The journal of an enrolment, by the types of its lines. */
export async function typesOf({ parts }: TestBench, id: string): Promise<string[]> {
  const entries = await parts.store.read((queries) => readJournal(queries, id));
  return entries.map(({ event }) => event.type);
}

/** The page's part: performs an action on the key and reports it. Returns the enrolment with its next action. */
export async function performOnPage(
  bench: TestBench,
  service: EnrolmentService,
  key: TestKey,
  enrolment: Enrolment,
): Promise<Enrolment> {
  const { action, id } = enrolment;
  let { seq } = enrolment;
  const keySession = key.session;
  const report = (event: PageEvent, withKey = false, probe: readonly string[] = []) =>
    service.report(
      id,
      withKey ? { seq, event, key: key.plugged(probe) } : { seq, event, keySession: key.session },
      ACTOR,
    );
  const authenticated = async (sealed: SealedPin | null, message: Uint8Array) => {
    if (sealed === null) throw new TypeError('This driver has no PIN to type.');
    const encryptedToken = key.token(sealed);
    if (encryptedToken === null) return null;
    const call = { keySession, encryptedToken, message: toBase64Url(message) };
    const answer = await service.authenticate(id, call, ACTOR);
    ({ seq } = answer);
    return answer.pinUvAuthParam;
  };
  const rejected = () => report({ type: 'pinRejected', pinRetries: key.pinRetries });
  switch (action.kind) {
    case 'readKey':
      return report({ type: 'keySeen' }, true, [...action.probe, ...action.operatorProbe]);
    case 'confirmReset':
      return report({ type: 'resetConfirmed' });
    case 'resetKey':
      key.reset();
      return report({ type: 'resetDone' }, true);
    case 'setPin':
      if (action.sealed === null) throw new TypeError('This driver has no PIN to type.');
      key.setPin(action.sealed);
      return report({ type: 'pinSet' });
    case 'makeCredential': {
      const param = await authenticated(action.sealed, fromBase64Url(action.clientDataHash));
      if (param === null) return rejected();
      const attestationObject = key.makeCredential(action.rp.id, action.clientDataHash, param);
      return report({ type: 'credentialMade', attestationObject });
    }
    case 'prove': {
      const param = await authenticated(action.sealed, fromBase64Url(action.clientDataHash));
      if (param === null) return rejected();
      return report({ type: 'proved', ...key.assert(action.clientDataHash, param) });
    }
    case 'applyPolicy': {
      const message = configAuthMessage(
        setMinPinLength({
          newMinPinLength: action.minPinLength ?? undefined,
          forceChangePin: action.forcePinChange || undefined,
        }),
      );
      const param = await authenticated(action.sealed, message);
      if (param === null) return rejected();
      key.configure(message, param, {
        minPinLength: action.minPinLength ?? key.minPinLength,
        forcePinChange: action.forcePinChange,
      });
      return report({ type: 'policyApplied' }, true, ['x']);
    }
    case 'findCredentials': {
      const rpIdHash = Uint8Array.from(createHash('sha256').update(action.rpId).digest());
      const messages = [
        Uint8Array.of(0x02),
        concat(Uint8Array.of(0x04), encodeCbor(new Map([[0x01, rpIdHash]]))),
      ];
      for (const message of messages) {
        const param = await authenticated(action.sealed, message);
        if (param === null) return rejected();
        key.check(message, param);
      }
      return report({ type: 'credentialsFound', credentialIds: key.credentialIds() });
    }
    case 'removeCredential': {
      const descriptor = new Map<string, string | Uint8Array>([
        ['id', fromBase64Url(action.credentialId)],
        ['type', 'public-key'],
      ]);
      const message = concat(Uint8Array.of(0x06), encodeCbor(new Map([[0x02, descriptor]])));
      const param = await authenticated(action.sealed, message);
      if (param === null) return rejected();
      key.deleteCredential(message, param);
      return report({ type: 'credentialRemoved' });
    }
    case 'waitForTenant':
      bench.clock.now = Math.max(bench.clock.now, Date.parse(action.until));
      return report({ type: 'keySeen' });
    default:
      return enrolment;
  }
}

/** Goes on until nobody but a person could. Returns the last answer and the kinds of all actions on the way. */
export async function runToRest(
  bench: TestBench,
  key: TestKey,
  first: Enrolment,
  service = bench.enrolments,
): Promise<{ enrolment: Enrolment; kinds: string[] }> {
  let enrolment = first;
  const kinds: string[] = [enrolment.action.kind];
  for (let step = 0; step < 50; step += 1) {
    const next = await performOnPage(bench, service, key, enrolment);
    if (next === enrolment) return { enrolment, kinds };
    enrolment = next;
    kinds.push(enrolment.action.kind);
    bench.clock.now += 500;
  }
  throw new Error(`no rest: ${kinds.join(' ')}`);
}
