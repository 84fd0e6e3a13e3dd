import { createHash, randomBytes } from 'node:crypto';
import { toBase64Url } from '#shared/bytes/base64Url.ts';

/** Sizes of the five JWE parts that make a challenge of about 5.2 kB, as captured from Entra. */
const CERTIFICATE_BYTES = 1180;
const ENCRYPTED_KEY_BYTES = 256;
const CIPHERTEXT_BYTES = 1950;

interface Issued {
  readonly owner: string;
  readonly expiresAt: number;
  used: boolean;
}

export type ChallengeFault = 'unknown' | 'otherOwner' | 'expired' | 'used';

function fingerprint(challenge: string): string {
  return createHash('sha256').update(challenge).digest('hex');
}

/** Text of the shape `header.key.iv.ciphertext.tag`, random throughout. */
function jweLookingText(): string {
  const header = JSON.stringify({
    alg: 'RSA-OAEP-256',
    enc: 'A256GCM',
    x5c: [randomBytes(CERTIFICATE_BYTES).toString('base64')],
    x5t: randomBytes(20).toString('base64url'),
    zip: 'DEF',
  });
  const parts = [
    Buffer.from(header),
    randomBytes(ENCRYPTED_KEY_BYTES),
    randomBytes(12),
    randomBytes(CIPHERTEXT_BYTES),
    randomBytes(16),
  ];
  return parts.map((part) => part.toString('base64url')).join('.');
}

/** Challenges handed out, each bound to an owner (one user, or one sign-in), a time and one use. */
export class ChallengeStore {
  readonly #issued = new Map<string, Issued>();

  issue(owner: string, expiresAt: number): string {
    const challenge = toBase64Url(new TextEncoder().encode(jweLookingText()));
    this.#issued.set(fingerprint(challenge), { owner, expiresAt, used: false });
    return challenge;
  }

  /** Why the challenge cannot be used for this owner now, or undefined. */
  fault(challenge: string, owner: string, now: number): ChallengeFault | undefined {
    const issued = this.#issued.get(fingerprint(challenge));
    if (!issued) return 'unknown';
    if (issued.owner !== owner) return 'otherOwner';
    if (issued.used) return 'used';
    return now >= issued.expiresAt ? 'expired' : undefined;
  }

  markUsed(challenge: string): void {
    const issued = this.#issued.get(fingerprint(challenge));
    if (issued) issued.used = true;
  }

  /** Makes everything handed out so far too old. */
  expireAll(): void {
    for (const [key, issued] of this.#issued) this.#issued.set(key, { ...issued, expiresAt: 0 });
  }
}
