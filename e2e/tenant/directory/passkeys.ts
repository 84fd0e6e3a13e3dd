import { createHash, randomBytes } from 'node:crypto';
import { equal } from '#shared/bytes/equal.ts';
import { urlTokenEncode } from '../registration/credentialIdText.ts';

/** A registered passkey as the tenant keeps it. */
export interface Passkey {
  readonly id: string;
  readonly userId: string;
  readonly credentialId: Uint8Array;
  readonly displayName: string;
  readonly createdDateTime: string;
  readonly aaGuid: string;
  readonly model: string;
  readonly attestationCertificates: readonly string[];
  readonly attestationLevel: 'attested' | 'notAttested';
  readonly passkeyType: 'deviceBound' | 'synced';
  /** COSE key as registered, with which a sign-in is verified. Absent for seeded passkeys: nobody can sign in with one. */
  readonly publicKey: Uint8Array | undefined;
}

/** How long a new passkey stays out of sight of readers, as a lagging replica would have it. */
export interface Staleness {
  readonly reads?: number;
  readonly ms?: number;
}

interface Hidden {
  readsLeft: number;
  readonly until: number;
}

/** All passkeys of the tenant, in order of creation. */
export class PasskeyStore {
  readonly #all: Passkey[] = [];
  /** By id: the highest counter that its key has signed. */
  readonly #signCounts = new Map<string, number>();
  readonly #hidden = new Map<string, Hidden>();
  /** Applied to passkeys created from now on. */
  staleness: Staleness = {};

  add(passkey: Passkey, now: number, signCount = 0): void {
    this.#all.push(passkey);
    this.#signCounts.set(passkey.id, signCount);
    const { reads = 0, ms = 0 } = this.staleness;
    if (reads > 0 || ms > 0) {
      this.#hidden.set(passkey.id, { readsLeft: reads, until: now + ms });
    }
  }

  /** What is really there. */
  of(userId: string): Passkey[] {
    return this.#all.filter((passkey) => passkey.userId === userId);
  }

  /** What a reader sees; each call uses up one of the reads a new passkey stays hidden for. */
  visibleOf(userId: string, now: number): Passkey[] {
    return this.of(userId).filter((passkey) => {
      const hidden = this.#hidden.get(passkey.id);
      if (!hidden) return true;
      if (hidden.readsLeft > 0) {
        hidden.readsLeft -= 1;
        return false;
      }
      return now >= hidden.until;
    });
  }

  holds(credentialId: Uint8Array): boolean {
    return this.find(credentialId) !== undefined;
  }

  find(credentialId: Uint8Array): Passkey | undefined {
    return this.#all.find((passkey) => equal(passkey.credentialId, credentialId));
  }

  /**
   * Takes the counter of a verified assertion (WebAuthn L3 §7.2 step 22). Keys that do not count say 0 for ever.
   * @returns false, and keeps nothing, where it has not gone up
   */
  takeSignCount({ id }: Passkey, signCount: number): boolean {
    const before = this.#signCounts.get(id) ?? 0;
    if (signCount <= before && (signCount !== 0 || before !== 0)) return false;
    this.#signCounts.set(id, signCount);
    return true;
  }

  rename(userId: string, id: string, displayName: string): boolean {
    const index = this.#all.findIndex((passkey) => passkey.userId === userId && passkey.id === id);
    const passkey = this.#all[index];
    if (!passkey) return false;
    this.#all[index] = { ...passkey, displayName };
    return true;
  }

  remove(userId: string, id: string): boolean {
    const index = this.#all.findIndex((passkey) => passkey.userId === userId && passkey.id === id);
    if (index < 0) return false;
    this.#all.splice(index, 1);
    return true;
  }
}

/** A passkey somebody registered before the demo began: attested, its key unknown to us. */
export function seededPasskey(
  userId: string,
  aaGuid: string,
  model: string,
  position: number,
): Passkey {
  const seed = createHash('sha512')
    .update(`${userId}:${aaGuid}:${String(position)}`)
    .digest();
  const credentialId = new Uint8Array(seed.subarray(0, position % 2 === 0 ? 16 : 48));
  return {
    id: urlTokenEncode(credentialId),
    userId,
    credentialId,
    displayName: `${model.slice(0, 20)} ${String(seed.readUInt32BE(48)).slice(0, 8)}`,
    createdDateTime: `2025-1${String(position % 3)}-0${String((position % 9) + 1)}T09:15:00Z`,
    aaGuid,
    model,
    attestationCertificates: [seed.subarray(40, 60).toString('hex')],
    attestationLevel: 'attested',
    passkeyType: 'deviceBound',
    publicKey: undefined,
  };
}

/** What a person's own registration on Microsoft's page is like. */
export interface OwnPasskey {
  readonly aaGuid: string;
  readonly displayName?: string;
  readonly attestationLevel?: Passkey['attestationLevel'];
  readonly passkeyType?: Passkey['passkeyType'];
}

/** A passkey that somebody registers by themself, with a key unknown to us. @param now milliseconds since the epoch */
export function ownPasskey(
  userId: string,
  {
    aaGuid,
    displayName = 'My key',
    attestationLevel = 'attested',
    passkeyType = 'deviceBound',
  }: OwnPasskey,
  model: string,
  now: number,
): Passkey {
  const credentialId = new Uint8Array(randomBytes(32));
  return {
    id: urlTokenEncode(credentialId),
    userId,
    credentialId,
    displayName,
    createdDateTime: new Date(now).toISOString(),
    aaGuid,
    model,
    attestationCertificates: [],
    attestationLevel,
    passkeyType,
    publicKey: undefined,
  };
}
