import { randomUUID } from 'node:crypto';
import type { TestBench } from '#bff/enrolment/testBench.ts';
import type { AccessPass, AccessPasses, NewAccessPass } from '#bff/graph/accessPasses.ts';
import { Secret } from '#bff/log/secret.ts';
import { testBulkDirectory } from '#bff/testDeps.ts';
import type { Invite, PassPolicy } from '#shared/api/index.ts';
import { GraphError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { InvitationParts } from './invitationParts.ts';

type FaultyCall = 'create' | 'remove' | 'find' | 'policyFor';
/** `lostBefore`, `lostAfter`: no answer, without and with effect. */
type Fault = FailureCode | 'lostBefore' | 'lostAfter';

/** The access passes of a tenant that does as it is told. */
export class TestAccessPasses implements AccessPasses {
  policy: PassPolicy = {
    isEnabled: true,
    defaultLifetimeMinutes: 60,
    minimumLifetimeMinutes: 30,
    maximumLifetimeMinutes: 480,
  };
  isReached = true;
  readonly managers = new Map<string, string>();
  readonly languages = new Map<string, string>();
  readonly live = new Map<string, AccessPass>();
  readonly secrets: string[] = [];
  readonly calls: string[] = [];
  readonly #bench: Pick<TestBench, 'clock' | 'directory'>;
  readonly #faults: { call: FaultyCall; fault: Fault }[] = [];

  constructor(bench: Pick<TestBench, 'clock' | 'directory'>) {
    this.#bench = bench;
  }

  /** The next calls of a kind end like this, in order. */
  fail(call: FaultyCall, ...faults: Fault[]): void {
    this.#faults.push(...faults.map((fault) => ({ call, fault })));
  }

  async #do<T>(call: FaultyCall, effect: () => T): Promise<T> {
    this.calls.push(call);
    const index = this.#faults.findIndex((entry) => entry.call === call);
    const [entry] = index === -1 ? [] : this.#faults.splice(index, 1);
    if (entry === undefined) return effect();
    if (entry.fault === 'lostAfter') effect();
    const isLost = entry.fault === 'lostAfter' || entry.fault === 'lostBefore';
    const code = isLost ? 'graph_outcome_unknown' : (entry.fault as FailureCode);
    throw new GraphError(code, 'as the test wants it');
  }

  policyFor() {
    return this.#do('policyFor', () => ({ policy: this.policy, isReached: this.isReached }));
  }

  find(userId: string) {
    return this.#do('find', () => this.live.get(userId) ?? null);
  }

  create(userId: string, { startsAt, lifetimeMinutes }: NewAccessPass) {
    return this.#do('create', () => {
      const now = new Date(this.#bench.clock.now).toISOString();
      const pass = {
        id: randomUUID(),
        createdAt: now,
        startsAt: startsAt ?? now,
        lifetimeMinutes,
        isUsableOnce: true,
        isUsable: true,
      };
      const secret = `+drk${randomUUID().slice(0, 8)}`;
      this.live.set(userId, pass);
      this.secrets.push(secret);
      return { pass, secret: new Secret(secret) };
    });
  }

  remove(userId: string, passId: string) {
    return this.#do('remove', () => {
      if (this.live.get(userId)?.id === passId) this.live.delete(userId);
    });
  }

  async manager(userId: string) {
    const id = this.managers.get(userId);
    return id === undefined ? null : this.#bench.directory.getPerson(id);
  }

  async preferredLanguage(userId: string) {
    return this.languages.get(userId) ?? null;
  }
}

/** The parts of invitations over a bench and a tenant's passes. */
export function invitationPartsOf(
  bench: TestBench,
  passes: AccessPasses = new TestAccessPasses(bench),
  change: Partial<Pick<InvitationParts, 'passTo' | 'sendsMail' | 'bulk'>> = {},
): InvitationParts {
  return {
    ...bench.parts,
    enrolments: bench.enrolments,
    passes,
    passTo: 'operator',
    sendsMail: true,
    language: 'en',
    breakGlassIds: [],
    bulk: testBulkDirectory({
      findPeople: async (references) =>
        references.map((id) => {
          const person = bench.directory.people.get(id);
          return person === undefined ? { problem: 'user_not_found' } : { person };
        }),
      protectedIds: async () => new Set<string>(),
    }),
    ...change,
  };
}

/** A good invitation of somebody, with changes. */
export function inviteBody(
  bench: Pick<TestBench, 'clock'>,
  userId: string,
  change: Partial<Invite> = {},
): Invite {
  return {
    userId,
    profileId: 'new-colleague',
    profileVersion: 1,
    expectedSerial: null,
    expectedAaguid: null,
    message: null,
    expiresAt: new Date(bench.clock.now + 7 * 24 * 3_600_000).toISOString(),
    pass: {},
    replacePass: false,
    ...change,
  };
}
