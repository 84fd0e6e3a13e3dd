import { describe, expect, it } from 'vitest';
import { testLog } from '#bff/testDeps.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { CallClass } from './callClass.ts';
import { type AdmitOptions, createGraphLimiter } from './graphLimiter.ts';
import type { Outcome } from './outcome.ts';
import { quotaRules } from './quotaRules.ts';
import { createMemoryQuota, type SharedQuota } from './sharedQuota.ts';
import { RULES, read, write } from './testQuota.ts';
import { VirtualTime } from './virtualTime.ts';

const WRITE = write('bulk').cost;
const READ = read('bulk').cost;
const FINE: Outcome = {
  cost: READ,
  isRepeat: false,
  isAnswered: true,
  throttled: null,
  percentage: 0,
};
const THROTTLED: Outcome = { ...FINE, isAnswered: false, throttled: { retryAfterSeconds: 7 } };

/** A limiter in a time that passes when nobody has anything to do. */
function bench({ queueLength = 100 } = {}) {
  const time = new VirtualTime();
  const { log, lines } = testLog();
  const memory = createMemoryQuota(time.clock, RULES);
  const asked: number[] = [];
  let isAway = false;
  const quota: SharedQuota = {
    async exchange(ask) {
      if (isAway) throw new AppError('database_unavailable', 'away');
      asked.push(ask.wants.length);
      return memory.exchange(ask);
    },
  };
  const alone = createMemoryQuota(
    time.clock,
    quotaRules({ writesPerSecond: 1, unitsPerSecond: 10 }),
  );
  const ports = { clock: time.clock, sleep: time.sleep, random: () => 0.5 };
  const limiter = createGraphLimiter({ quota, alone, ports, log, queueLength });
  const outcomeOf = async (admission: Promise<void>) => {
    try {
      await admission;
      return 'goes' as const;
    } catch (error) {
      return error;
    }
  };
  return {
    time,
    asked,
    limiter,
    events: () => lines.map(({ event }) => event),
    setAway: (away: boolean) => {
      isAway = away;
    },
    /** What comes of asking, and when. */
    admit: async (callClass: CallClass, cost = READ, options: Partial<AdmitOptions> = {}) => {
      const outcome = await outcomeOf(
        limiter.admit(callClass, cost, { deadlineMs: 20_000, ...options }),
      );
      return { outcome, at: time.clock.now() };
    },
  };
}

describe('an admission', () => {
  it('costs one question, and those who come at once share one', async () => {
    const { time, asked, admit } = bench();
    await time.run(admit('interactive'));
    expect(asked).toEqual([1]);
    await time.run(Promise.all([1, 2, 3, 4, 5].map(() => admit('interactive'))));
    // The first asks at once; the rest have come by the time its answer is there.
    expect(asked.slice(1)).toEqual([1, 4]);
  });

  it('waits for its share of the rate and no longer', async () => {
    const { time, admit } = bench();
    const all = await time.run(
      Promise.all(Array.from({ length: 30 }, () => admit('interactive', WRITE))),
    );
    expect(all.every(({ outcome }) => outcome === 'goes')).toBe(true);
    // Twenty are in the bucket at the start, ten a second come after.
    expect(all[19]?.at).toBe(0);
    expect(all[29]?.at).toBeGreaterThan(900);
    expect(all[29]?.at).toBeLessThan(1_100);
  });

  it('of a batch asks four times a second, not for each call', async () => {
    const { time, admit, asked } = bench({ queueLength: 1_000 });
    const all = await time.run(
      Promise.all(Array.from({ length: 300 }, () => admit('bulk', WRITE, { deadlineMs: 600_000 }))),
    );
    const seconds = (all.at(-1)?.at ?? 0) / 1000;
    expect(all.every(({ outcome }) => outcome === 'goes')).toBe(true);
    expect(seconds).toBeLessThan(30);
    expect(asked.length).toBeLessThan(4.2 * seconds + 5);
  });

  it('is refused at once when its turn would come after its deadline', async () => {
    const { time, limiter, admit } = bench();
    await time.run(limiter.report(THROTTLED));
    const { outcome, at } = await time.run(admit('interactive', READ, { deadlineMs: 7_999 }));
    expect(at).toBe(0);
    expect(outcome).toMatchObject({ code: 'graph_throttled', retryAfterSeconds: 8 });
    expect(await time.run(admit('interactive', READ, { deadlineMs: 8_000 }))).toEqual({
      outcome: 'goes',
      at: 8_000,
    });
  });

  it('is refused when its deadline comes before its turn', async () => {
    const { time, admit } = bench();
    const first = Array.from({ length: 40 }, () => admit('interactive', WRITE));
    const last = admit('interactive', WRITE, { deadlineMs: 500 });
    await time.run(Promise.all([...first, last]));
    const { outcome, at } = await last;
    expect(at).toBe(500);
    expect(outcome).toMatchObject({ code: 'graph_throttled', retryAfterSeconds: 1 });
  });

  it('is refused when what it carries is of no use any more', async () => {
    const { time, limiter, admit } = bench();
    await time.run(limiter.report(THROTTLED));
    const options = { deadlineMs: 60_000, usableUntil: 3_000 };
    const { outcome } = await time.run(admit('bulk', WRITE, options));
    expect(outcome).toMatchObject({ code: 'graph_throttled' });
  });

  it('is refused when too many wait already, and told when to come again', async () => {
    const { time, limiter, admit } = bench({ queueLength: 50 });
    await time.run(limiter.report(THROTTLED));
    const waiting = Array.from({ length: 50 }, () => admit('bulk', READ));
    const { outcome, at } = await time.run(admit('interactive'));
    expect(at).toBe(0);
    expect(outcome).toMatchObject({ code: 'graph_throttled', retryAfterSeconds: 5 });
    const all = await time.run(Promise.all(waiting));
    expect(all.every((one) => one.outcome === 'goes')).toBe(true);
  });

  it('ends when the caller gives up, and leaves its place to the next', async () => {
    const { time, limiter, admit } = bench();
    await time.run(limiter.report(THROTTLED));
    const caller = new AbortController();
    const given = admit('interactive', READ, { signal: caller.signal });
    const next = admit('interactive');
    caller.abort();
    const all = await time.run(Promise.all([given, next]));
    expect(all[0]?.outcome).toMatchObject({ code: 'cancelled' });
    expect(all[1]).toEqual({ outcome: 'goes', at: 8_000 });
  });

  it('of new creation options waits while a fresh attestation of its class does', async () => {
    const { time, admit } = bench();
    const options = { deadlineMs: 60_000 };
    await time.run(Promise.all(Array.from({ length: 20 }, () => admit('interactive', WRITE))));
    const opening = admit('bulk', READ, { ...options, opensChallenge: true });
    const post = admit('bulk', WRITE, { ...options, usableUntil: 240_000 });
    const [opened, posted] = await time.run(Promise.all([opening, post]));
    // It was there first and found nobody in its way; the next one does.
    expect(opened?.at).toBe(0);
    const late = Array.from({ length: 30 }, () =>
      admit('bulk', WRITE, { ...options, usableUntil: 240_000 }),
    );
    const then = admit('bulk', READ, { ...options, opensChallenge: true });
    const all = await time.run(Promise.all([...late, then]));
    expect(all.at(-1)?.outcome).toBe('goes');
    expect(all.at(-1)?.at).toBeGreaterThanOrEqual(all.at(-2)?.at ?? 0);
    expect(posted?.outcome).toBe('goes');
  });
});

describe('a 429', () => {
  it('is answered when the gate is closed, with how long', async () => {
    const { time, limiter, events } = bench();
    expect(await time.run(limiter.report(THROTTLED))).toBe(8_000);
    expect(events()).toContain('graph_gate_closed');
  });

  it('says when it is over, once', async () => {
    const { time, limiter, admit, events } = bench();
    await time.run(limiter.report(THROTTLED));
    await time.run(admit('interactive'));
    await time.run(admit('interactive'));
    expect(events()).toEqual(['graph_gate_closed', 'graph_gate_opened']);
  });
});

describe('the circuit', () => {
  it('refuses calls as unavailable, lets one try, and closes with its answer', async () => {
    const { time, limiter, admit, events } = bench();
    const failed = { ...FINE, isRepeat: true, isAnswered: false };
    for (let count = 0; count < 21; count += 1) await limiter.report(failed);
    await time.run(admit('interactive'));
    expect((await time.run(admit('interactive'))).outcome).toMatchObject({
      code: 'graph_unavailable',
      retryAfterSeconds: 30,
    });
    const [probe, second] = await time.run(
      Promise.all([
        admit('bulk', READ, { deadlineMs: 40_000 }),
        admit('bulk', READ, { deadlineMs: 40_000 }),
      ]),
    );
    expect(probe).toEqual({ outcome: 'goes', at: 30_000 });
    expect(second?.outcome).toMatchObject({ code: 'graph_unavailable' });
    await limiter.report(FINE);
    expect((await time.run(admit('interactive'))).outcome).toBe('goes');
    expect(events()).toContain('graph_circuit_closed');
  });
});

describe('without the database', () => {
  it('people go on slowly, and batches wait for it', async () => {
    const { time, admit, setAway, events } = bench();
    setAway(true);
    const batch = admit('bulk', READ, { deadlineMs: 60_000 });
    const people = await time.run(
      Promise.all(Array.from({ length: 24 }, () => admit('interactive'))),
    );
    expect(people.every(({ outcome }) => outcome === 'goes')).toBe(true);
    expect(people.at(-1)?.at).toBeGreaterThan(300);
    expect(events()).toEqual(['graph_limiter_alone']);
    setAway(false);
    const { outcome, at } = await time.run(batch);
    expect(outcome).toBe('goes');
    expect(at).toBeLessThan(5_000);
  });

  it('what is known of the gate still holds', async () => {
    const { time, limiter, admit, setAway } = bench();
    await time.run(limiter.report(THROTTLED));
    setAway(true);
    expect(await time.run(admit('interactive'))).toEqual({ outcome: 'goes', at: 8_000 });
  });

  it('a batch that waits too long is told to come again', async () => {
    const { time, admit, setAway } = bench();
    setAway(true);
    const { outcome, at } = await time.run(admit('sync', READ, { deadlineMs: 10_000 }));
    expect(outcome).toMatchObject({ code: 'graph_throttled' });
    expect(at).toBeLessThanOrEqual(10_000);
  });
});

describe('a limiter that fails', () => {
  it('refuses who waits and serves who comes later', async () => {
    const time = new VirtualTime();
    const memory = createMemoryQuota(time.clock, RULES);
    let fails = true;
    const quota: SharedQuota = {
      exchange: (ask) => (fails ? Promise.reject(new TypeError('a bug')) : memory.exchange(ask)),
    };
    const { log } = testLog();
    const ports = { clock: time.clock, sleep: time.sleep, random: () => 0.5 };
    const limiter = createGraphLimiter({ quota, alone: memory, ports, log, queueLength: 10 });
    const options = { deadlineMs: 1_000 };
    await expect(limiter.admit('interactive', READ, options)).rejects.toMatchObject({
      code: 'internal',
    });
    fails = false;
    await expect(limiter.admit('interactive', READ, options)).resolves.toBeUndefined();
  });
});
