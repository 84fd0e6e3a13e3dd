import type { Logger } from '#bff/log/logger.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import type { GraphPorts } from '../graphPorts.ts';
import { AdmissionQueue, type Waiting } from './admissionQueue.ts';
import type { CallClass, CallCost } from './callClass.ts';
import type { Verdict } from './exchange.ts';
import { createLimiterLog } from './limiterLog.ts';
import { noOutcomes, type Outcome, withOutcome } from './outcome.ts';
import { type DeskAnswer, QuotaDesk } from './quotaDesk.ts';
import type { SharedQuota } from './sharedQuota.ts';

/** How long a call may wait, and what else decides its turn. */
export interface AdmitOptions {
  readonly signal?: AbortSignal | undefined;
  /** From now on, in milliseconds. */
  readonly deadlineMs: number;
  /** Whose turn it is: within a class everybody gets the same. */
  readonly operator?: string | undefined;
  /** Milliseconds since the epoch, of our clock; after this the call is of no use. */
  readonly usableUntil?: number | undefined;
  /** Fetches creation options, whose challenge runs from then on. */
  readonly opensChallenge?: boolean | undefined;
}

/** Lets calls to Graph go as fast as Graph takes them, whichever backend sends them. */
export interface GraphLimiter {
  /**
   * Resolves when a call may be sent.
   * @throws GraphError with `retryAfterSeconds`, and nothing was sent: `graph_throttled` when it cannot be sent before
   * its deadline or too many wait already, `graph_unavailable` while Graph fails too often; AppError `cancelled`.
   */
  admit(callClass: CallClass, cost: CallCost, options: AdmitOptions): Promise<void>;
  /**
   * Takes in what came of a call that was let go. After a 429 it resolves when the gate is closed, to the milliseconds
   * until it opens; for everything else at once, to 0.
   */
  report(outcome: Outcome): Promise<number>;
}

export interface LimiterParts {
  readonly quota: SharedQuota;
  /** Asked instead while the shared one cannot be: slow enough that it does no harm. */
  readonly alone: SharedQuota;
  readonly ports: Pick<GraphPorts, 'clock' | 'sleep' | 'random'>;
  readonly log: Logger;
  /** How many calls may wait at a time in this process. */
  readonly queueLength: number;
}

interface Entry extends Waiting {
  settle(error?: AppError): void;
}

/**
 * Self-service, bulk and sync ask so often and no more while they are held, each time for what the rate brought in meanwhile; a
 * little sooner or later, so that of several backends not the same one is always first.
 */
const ASK_EVERY_MS = 250;
const PATIENT: readonly CallClass[] = ['own', 'bulk', 'sync'];

/** Builds the {@link GraphLimiter} of one process. */
export function createGraphLimiter(parts: LimiterParts): GraphLimiter {
  return new Limiter(parts);
}

class Limiter implements GraphLimiter {
  readonly #parts: LimiterParts;
  readonly #desk: QuotaDesk;
  readonly #note: ReturnType<typeof createLimiterLog>;
  readonly #queue = new AdmissionQueue<Entry>();
  #outcomes = noOutcomes();
  /** Who waits to hear that the gate is closed. */
  #toTell: ((gateMs: number) => void)[] = [];
  #isRunning = false;
  #mustAsk = false;
  #nap = new AbortController();
  #isCircuitOpen = false;
  #writesPerSecond = 1;

  constructor(parts: LimiterParts) {
    const { quota, alone, ports, log } = parts;
    this.#parts = parts;
    this.#desk = new QuotaDesk({ quota, alone, clock: ports.clock });
    this.#note = createLimiterLog(log);
  }

  async admit(callClass: CallClass, cost: CallCost, options: AdmitOptions): Promise<void> {
    const { signal, deadlineMs, usableUntil = null } = options;
    if (signal?.aborted === true) throw cancelled();
    if (this.#queue.size >= this.#parts.queueLength) {
      throw refusal((this.#queue.size / this.#writesPerSecond) * 1000, 'quota');
    }
    const now = this.#parts.ports.clock.now();
    await new Promise<void>((resolve, reject) => {
      const onAbort = () => {
        if (this.#queue.remove(entry)) entry.settle(cancelled());
      };
      const entry: Entry = {
        class: callClass,
        cost,
        operator: options.operator ?? '',
        since: now,
        deadline: Math.min(now + deadlineMs, usableUntil ?? Number.POSITIVE_INFINITY),
        usableUntil,
        opensChallenge: options.opensChallenge ?? false,
        settle: (error) => {
          signal?.removeEventListener('abort', onAbort);
          if (error === undefined) resolve();
          else reject(error);
        },
      };
      signal?.addEventListener('abort', onAbort);
      this.#queue.add(entry);
      // Behind somebody who waits for the same there is nothing to ask.
      if (!this.#queue.hasOneLike(entry)) this.#wake();
    });
  }

  report(outcome: Outcome): Promise<number> {
    this.#outcomes = withOutcome(this.#outcomes, outcome);
    if (outcome.throttled !== null) {
      return new Promise((resolve) => {
        this.#toTell.push(resolve);
        this.#wake();
      });
    }
    // What changes something for everybody does not wait for the next call.
    if (outcome.percentage > 0 || (this.#isCircuitOpen && outcome.isAnswered)) this.#wake();
    return Promise.resolve(0);
  }

  #wake(): void {
    this.#mustAsk = true;
    this.#nap.abort();
    if (this.#isRunning) return;
    this.#isRunning = true;
    void this.#run();
  }

  /** One question at a time: whoever comes meanwhile is part of the next one. */
  async #run(): Promise<void> {
    while (this.#mustAsk || this.#queue.size > 0) {
      this.#mustAsk = false;
      try {
        const waitMs = await this.#ask();
        if (this.#mustAsk || this.#queue.size === 0 || waitMs === 0) continue;
        this.#nap = new AbortController();
        await this.#parts.ports.sleep(waitMs, this.#nap.signal).catch(() => undefined);
      } catch (cause) {
        const error = new AppError('internal', 'the limiter failed', { cause });
        for (const entry of this.#queue.all()) this.#end(entry, error);
      }
    }
    // Right after the last look at the queue: nobody can come in between.
    this.#isRunning = false;
  }

  /** @returns how long asking again is of no use, in milliseconds. */
  async #ask(): Promise<number> {
    const { ports } = this.#parts;
    const now = ports.clock.now();
    const heads = this.#queue.heads();
    const wants = heads.map((entry) => ({
      class: entry.class,
      cost: entry.cost,
      waitedMs: now - entry.since,
    }));
    const outcomes = { ...this.#outcomes, random: ports.random() };
    const toTell = this.#toTell.splice(0);
    this.#outcomes = noOutcomes();
    let gateMs = 0;
    let answer: DeskAnswer;
    try {
      answer = await this.#desk.ask({ outcomes, wants });
      gateMs = answer.gateMs;
    } finally {
      for (const tell of toTell) tell(gateMs);
    }
    this.#isCircuitOpen = answer.circuitMs > 0;
    this.#writesPerSecond = answer.writesPerSecond;
    const held = new Map<string, NonNullable<Verdict>>();
    for (const [index, entry] of heads.entries()) {
      const verdict = answer.verdicts[index] ?? null;
      if (verdict === null) this.#end(entry);
      else if (verdict.waitMs < (held.get(kindOf(entry))?.waitMs ?? Number.POSITIVE_INFINITY)) {
        held.set(kindOf(entry), verdict);
      }
    }
    this.#note(answer, this.#queue.size);
    return this.#restAfter(held);
  }

  /** Refuses what cannot go in time. @returns how long the others may rest. */
  #restAfter(held: ReadonlyMap<string, NonNullable<Verdict>>): number {
    const now = this.#parts.ports.clock.now();
    const heads = new Set(this.#queue.heads());
    let restMs = Number.POSITIVE_INFINITY;
    for (const entry of this.#queue.all()) {
      const verdict = held.get(kindOf(entry));
      const waitMs = verdict?.waitMs ?? 0;
      const leftMs = entry.deadline - now;
      if (leftMs <= 0 || waitMs > leftMs) {
        this.#end(entry, refusal(waitMs, verdict?.because ?? 'quota'));
        continue;
      }
      restMs = Math.min(restMs, leftMs);
      // Who is not at a head waits for those before.
      if (!heads.has(entry)) continue;
      const isPatient = PATIENT.includes(entry.class);
      const isHeld = verdict !== undefined;
      const asksAfterMs = Math.ceil(ASK_EVERY_MS * (0.8 + 0.4 * this.#parts.ports.random()));
      restMs = Math.min(restMs, isPatient && isHeld ? Math.max(waitMs, asksAfterMs) : waitMs);
    }
    return Number.isFinite(restMs) ? restMs : 0;
  }

  #end(entry: Entry, error?: AppError): void {
    if (this.#queue.remove(entry)) entry.settle(error);
  }
}

/** Who is held by the same. */
function kindOf({ class: callClass, cost }: Waiting): string {
  return `${callClass} ${cost.writes}`;
}

function cancelled(): AppError {
  return new AppError('cancelled', 'the caller gave up before the call was sent');
}

function refusal(waitMs: number, because: NonNullable<Verdict>['because']): GraphError {
  const code = because === 'circuit' ? 'graph_unavailable' : 'graph_throttled';
  return new GraphError(code, 'not sent: it is not the time for it', {
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
  });
}
