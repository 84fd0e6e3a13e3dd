import { randomBytes, randomUUID } from 'node:crypto';

/** A temporary access pass; the secret leaves the tenant once, in the answer that created it. */
export interface TemporaryAccessPass {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: number;
  readonly startsAt: number;
  readonly lifetimeInMinutes: number;
  readonly isUsableOnce: boolean;
  readonly secret: string;
  used: boolean;
}

export type UsabilityReason =
  | 'EnabledByPolicy'
  | 'DisabledByPolicy'
  | 'Expired'
  | 'NotYetValid'
  | 'OneTimeUsed';

const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789+*!$';

/** At most one pass a user: a new one replaces the old one. */
export class TemporaryAccessPassStore {
  readonly #byUser = new Map<string, TemporaryAccessPass>();

  create(
    userId: string,
    details: {
      now: number;
      startsAt: number;
      lifetimeInMinutes: number;
      isUsableOnce: boolean;
      length: number;
    },
  ): TemporaryAccessPass {
    const pass: TemporaryAccessPass = {
      id: randomUUID(),
      userId,
      createdAt: details.now,
      startsAt: details.startsAt,
      lifetimeInMinutes: details.lifetimeInMinutes,
      isUsableOnce: details.isUsableOnce,
      secret: [...randomBytes(details.length)].map((b) => LETTERS[b % LETTERS.length]).join(''),
      used: false,
    };
    this.#byUser.set(userId, pass);
    return pass;
  }

  of(userId: string): TemporaryAccessPass | undefined {
    return this.#byUser.get(userId);
  }

  remove(userId: string, id: string): boolean {
    return this.#byUser.get(userId)?.id === id && this.#byUser.delete(userId);
  }
}

/** Whether the pass could be used now, and why not. */
export function usability(
  pass: TemporaryAccessPass,
  policyAllows: boolean,
  now: number,
): UsabilityReason {
  if (!policyAllows) return 'DisabledByPolicy';
  if (now < pass.startsAt) return 'NotYetValid';
  if (now >= pass.startsAt + pass.lifetimeInMinutes * 60_000) return 'Expired';
  return pass.isUsableOnce && pass.used ? 'OneTimeUsed' : 'EnabledByPolicy';
}
