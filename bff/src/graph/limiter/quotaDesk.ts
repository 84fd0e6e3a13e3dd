import type { Clock } from '#bff/deps.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { CallClass } from './callClass.ts';
import type { Answer, Ask, Verdict } from './exchange.ts';
import type { SharedQuota } from './sharedQuota.ts';

export interface QuotaDeskParts {
  readonly quota: SharedQuota;
  readonly alone: SharedQuota;
  readonly clock: Clock;
}

/** An answer, and whether it is ours alone: the shared state could not be asked. */
export interface DeskAnswer extends Answer {
  readonly isAlone: boolean;
}

/** Somebody waits for these. */
const OF_PEOPLE: readonly CallClass[] = ['interactive', 'revoke', 'ownRevoke', 'own'];

/** A database that did not answer is left alone for this long, so that nobody waits for it again and again. */
const AWAY_MS = 2_000;

/**
 * Asks the state that all backends share, and where that cannot be asked, a slow one of our own. On that people and
 * revocations go on: what changes the tenant is in the database before it is sent, so with the database away next to
 * nothing but reads is left, and a trickle of those harms no quota. Batches and jobs wait: nothing is lost by it, and
 * of them a trickle from each backend would be no trickle.
 */
export class QuotaDesk {
  readonly #parts: QuotaDeskParts;
  #awayUntil = 0;
  /** By our own clock, as far as we know. */
  #gateUntil = 0;

  constructor(parts: QuotaDeskParts) {
    this.#parts = parts;
  }

  async ask(ask: Ask): Promise<DeskAnswer> {
    const { quota, clock } = this.#parts;
    if (clock.now() >= this.#awayUntil) {
      try {
        return this.#learn({ ...(await quota.exchange(ask)), isAlone: false });
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        this.#awayUntil = clock.now() + AWAY_MS;
      }
    }
    return this.#learn(await this.#askAlone(ask));
  }

  #learn(answer: DeskAnswer): DeskAnswer {
    const until = this.#parts.clock.now() + answer.gateMs;
    // What the shared state said of the gate holds on while it cannot be asked.
    this.#gateUntil = answer.isAlone ? Math.max(until, this.#gateUntil) : until;
    return answer;
  }

  async #askAlone({ outcomes, wants }: Ask): Promise<DeskAnswer> {
    const { alone, clock } = this.#parts;
    const knownGateMs = Math.max(0, this.#gateUntil - clock.now());
    const ofPeople = wants.filter((want) => OF_PEOPLE.includes(want.class));
    const asked = knownGateMs > 0 ? [] : ofPeople;
    const answer = await alone.exchange({ outcomes, wants: asked });
    const verdictOf = (want: Ask['wants'][number]): Verdict => {
      const index = asked.indexOf(want);
      if (index !== -1) return answer.verdicts[index] ?? null;
      return ofPeople.includes(want)
        ? { waitMs: knownGateMs, because: 'gate' }
        : { waitMs: Math.max(AWAY_MS, knownGateMs), because: 'quota' };
    };
    return {
      ...answer,
      verdicts: wants.map(verdictOf),
      gateMs: Math.max(answer.gateMs, knownGateMs),
      isAlone: true,
    };
  }
}
