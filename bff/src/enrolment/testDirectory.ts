import { randomBytes, randomUUID } from 'node:crypto';
import type {
  CreationOptions,
  CreationOptionsCall,
  Directory,
  DirectoryCall,
  RegistrationBody,
  TargetNow,
} from '#bff/graph/directory.ts';
import type { Target } from '#bff/guard/target.ts';
import type { Passkey, Person } from '#shared/api/index.ts';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { TEST_AAGUID } from './testKey.ts';

/** What a call is to end with instead of its usual answer. `lostBefore`, `lostAfter`: no answer, without and with effect. */
export type Fault = FailureCode | 'lostBefore' | 'lostAfter';

type FaultyCall =
  | 'creationOptions'
  | 'createPasskey'
  | 'listPasskeys'
  | 'deletePasskey'
  | 'renamePasskey'
  | 'endSessions';

/** A tenant of a few people that does as it is told, and refuses what a test did not set up. */
export class TestDirectory implements Directory {
  readonly people = new Map<string, Person>();
  readonly passkeys = new Map<string, Passkey[]>();
  readonly calls: string[] = [];
  readonly problems: FailureCode[] = [];
  readonly posted: RegistrationBody[] = [];
  readonly sessionsEnded: string[] = [];
  /** Who has power; without it nobody has. */
  targets: Pick<Directory, 'readTarget' | 'targetNow'> | null = null;
  modelProblem: FailureCode | null = null;
  /** What the last creationOptions asked for. */
  challengeMinutesAsked: number | undefined;
  /** Ids as Graph spells them, or opaque ones. */
  opaqueIds = false;
  /** How long challenges live, as they arrive. */
  challengeMs = 300_000;
  readonly #read = new Map<string, Person>();
  readonly #now: () => number;
  readonly #faults: { call: FaultyCall; fault: Fault }[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  addPerson(id: string, change: Partial<Person> = {}): void {
    this.people.set(id, {
      id,
      displayName: `Person ${id.slice(0, 4)}`,
      userPrincipalName: `${id.slice(0, 4)}@contoso.example`,
      mail: null,
      enabled: true,
      guest: false,
      ...change,
    });
    this.passkeys.set(id, []);
  }

  /** The account and everything of it is gone. */
  removePerson(id: string): void {
    this.people.delete(id);
    this.passkeys.delete(id);
  }

  addPasskey(userId: string, change: Partial<Passkey> = {}): Passkey {
    const passkey: Passkey = {
      id: randomUUID(),
      displayName: 'An old key',
      createdAt: new Date(this.#now()).toISOString(),
      lastUsedAt: null,
      aaguid: TEST_AAGUID,
      model: 'Old model',
      attestationLevel: 'attested',
      passkeyType: 'deviceBound',
      serial: null,
      ...change,
    };
    this.passkeys.get(userId)?.push(passkey);
    return passkey;
  }

  /** The next calls of a kind end like this, in order. */
  fail(call: FaultyCall, ...faults: Fault[]): void {
    this.#faults.push(...faults.map((fault) => ({ call, fault })));
  }

  /** Takes back every fault that has not come up. */
  calm(): void {
    this.#faults.length = 0;
  }

  #enter(call: FaultyCall): 'lostAfter' | undefined {
    this.calls.push(call);
    const index = this.#faults.findIndex((entry) => entry.call === call);
    const [entry] = index === -1 ? [] : this.#faults.splice(index, 1);
    if (entry === undefined) return undefined;
    if (entry.fault === 'lostAfter') return 'lostAfter';
    const code = entry.fault === 'lostBefore' ? 'graph_outcome_unknown' : entry.fault;
    throw new GraphError(code, 'as the test wants it', { retryAfterSeconds: 2 });
  }

  #leave(fault: 'lostAfter' | undefined): void {
    if (fault !== undefined) throw new GraphError('graph_outcome_unknown', 'as the test wants it');
  }

  async tenantName() {
    return 'Contoso';
  }

  async searchPeople() {
    return { people: [...this.people.values()], truncated: false };
  }

  async getPerson(userId: string) {
    this.calls.push('getPerson');
    const person = this.people.get(userId);
    if (person === undefined) throw new GraphError('user_not_found', 'no such person');
    return person;
  }

  async readTarget(userId: string, call?: DirectoryCall): Promise<Target> {
    if (this.targets !== null) return this.targets.readTarget(userId, call);
    // Remembered for a while, also when they are gone since.
    if (!this.#read.has(userId)) this.calls.push('readTarget');
    const person = this.people.get(userId.toLowerCase()) ?? this.#read.get(userId);
    if (person === undefined) throw new GraphError('user_not_found', 'no such person');
    this.#read.set(userId, person);
    return {
      person,
      roles: [],
      roleGroups: [],
      isInRestrictedUnit: false,
      groupIds: new Set(),
      unitIds: new Set(),
    };
  }

  async targetNow(userId: string, call?: DirectoryCall): Promise<TargetNow> {
    this.#read.delete(userId);
    const target =
      this.targets === null
        ? await this.readTarget(userId, call)
        : (await this.targets.targetNow(userId, call)).target;
    return { target, passkeys: await this.listPasskeys(userId) };
  }

  async readiness() {
    return [...this.problems];
  }

  async isModelAllowed() {
    return this.modelProblem;
  }

  async listPasskeys(userId: string) {
    this.#enter('listPasskeys');
    const passkeys = this.passkeys.get(userId);
    if (passkeys === undefined) throw new GraphError('user_not_found', 'no such person');
    return [...passkeys];
  }

  async creationOptions(userId: string, call?: CreationOptionsCall): Promise<CreationOptions> {
    this.#enter('creationOptions');
    this.challengeMinutesAsked = call?.challengeMinutes;
    return {
      options: {
        rp: { id: 'login.microsoft.com', name: 'Microsoft' },
        user: { id: toBase64Url(randomBytes(51)), name: userId, displayName: 'Person' },
        challenge: toBase64Url(randomBytes(300)),
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        excludeCredentials: (this.passkeys.get(userId) ?? []).map(({ id }) => ({
          type: 'public-key',
          id,
        })),
        attestation: 'direct',
        extensions: {
          hmacCreateSecret: true,
          enforceCredentialProtectionPolicy: true,
          credentialProtectionPolicy: 'userVerificationOptional',
        },
      },
      expiresAt: new Date(this.#now() + this.challengeMs).toISOString(),
    };
  }

  async createPasskey(
    userId: string,
    body: RegistrationBody,
    call?: DirectoryCall,
  ): Promise<Passkey> {
    const fault = this.#enter('createPasskey');
    this.posted.push(body);
    const { id } = body.publicKeyCredential;
    const missing = (4 - (id.length % 4)) % 4;
    const passkey = this.addPasskey(userId, {
      id: this.opaqueIds ? randomUUID() : `${id}${missing}`,
      displayName: body.displayName,
      model: 'Test Key Series',
    });
    this.#leave(fault);
    call?.onRequestId?.('graph-createPasskey');
    return passkey;
  }

  async deletePasskey(userId: string, methodId: string): Promise<void> {
    const fault = this.#enter('deletePasskey');
    const mine = this.passkeys.get(userId);
    if (mine === undefined) throw new AppError('internal', 'no such person in this test');
    this.passkeys.set(
      userId,
      mine.filter(({ id }) => id !== methodId),
    );
    this.#leave(fault);
  }

  async renamePasskey(userId: string, methodId: string, displayName: string): Promise<void> {
    const fault = this.#enter('renamePasskey');
    const renamed = (this.passkeys.get(userId) ?? []).map((one) =>
      one.id === methodId ? { ...one, displayName } : one,
    );
    this.passkeys.set(userId, renamed);
    this.#leave(fault);
  }

  /** Ends their sign-in sessions, as the other port does it. */
  async endSessions(userId: string): Promise<void> {
    const fault = this.#enter('endSessions');
    this.sessionsEnded.push(userId);
    this.#leave(fault);
  }
}
