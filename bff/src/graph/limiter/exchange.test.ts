import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALL_CLASSES, type CallClass } from './callClass.ts';
import { exchange } from './exchange.ts';
import { capacityOf, initialQuota, quotaState } from './quotaState.ts';
import { many, QUIET, RULES, read, TestQuota, write } from './testQuota.ts';

const wants = fc.array(
  fc.record({
    class: fc.constantFrom<CallClass>(...CALL_CLASSES),
    cost: fc.constantFrom(write('bulk').cost, read('bulk').cost),
    waitedMs: fc.integer({ min: 0, max: 20_000 }),
  }),
  { maxLength: 60 },
);
const outcomes = fc.record({
  calls: fc.integer({ min: 0, max: 40 }),
  repeats: fc.integer({ min: 0, max: 4 }),
  answered: fc.integer({ min: 0, max: 40 }),
  throttled: fc.oneof(
    { weight: 9, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.array(
        fc.record({
          of: fc.constantFrom('writes' as const, 'units' as const),
          retryAfterSeconds: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 60 })),
        }),
        { maxLength: 3 },
      ),
    },
  ),
  percentage: fc.constantFrom(0, 0, 0, 0.5, 0.8, 1.2),
  random: fc.double({ min: 0, max: 0.99, noNaN: true }),
});
const steps = fc.array(
  fc.record({ afterMs: fc.integer({ min: -50, max: 4_000 }), wants, outcomes }),
  { maxLength: 60 },
);

describe('whatever happens', () => {
  it('lets no more writes go in any window than the ceiling and one full bucket allow', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const quota = new TestQuota();
        const went: number[] = [];
        let latest = quota.now;
        for (const step of history) {
          quota.now += step.afterMs;
          latest = Math.max(latest, quota.now);
          const { verdicts } = quota.ask(step.wants, step.outcomes);
          for (const [index, verdict] of verdicts.entries()) {
            if (verdict === null && step.wants[index]?.cost.writes === 1) went.push(latest);
          }
        }
        const full = capacityOf({ rate: RULES.writes.ceiling }, RULES);
        for (const [first, from] of went.entries()) {
          for (const [offset, until] of went.slice(first).entries()) {
            // Two more where a class was starved.
            const most = full + (RULES.writes.ceiling * (until - from)) / 1000 + 2;
            expect(offset + 1).toBeLessThanOrEqual(most);
          }
        }
      }),
    );
  });

  it('lets nothing go while the gate is closed, and says for how long', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const quota = new TestQuota();
        for (const step of history) {
          quota.now += step.afterMs;
          const { verdicts, gateMs } = quota.ask(step.wants, step.outcomes);
          if (gateMs === 0) continue;
          for (const verdict of verdicts) {
            expect(verdict).toEqual({ waitMs: gateMs, because: 'gate' });
          }
        }
      }),
    );
  });

  it('keeps rates between their least and their ceiling, and a state that can be stored', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const quota = new TestQuota();
        for (const step of history) {
          quota.now += step.afterMs;
          quota.ask(step.wants, step.outcomes);
          for (const name of ['writes', 'units'] as const) {
            const { rate, tokens } = quota.state[name];
            expect(rate).toBeGreaterThanOrEqual(RULES[name].leastRate);
            expect(rate).toBeLessThanOrEqual(RULES[name].ceiling);
            expect(tokens).toBeGreaterThanOrEqual(-2);
          }
          expect(quotaState.parse(JSON.parse(JSON.stringify(quota.state)))).toEqual(quota.state);
        }
      }),
    );
  });

  it('says truly when it is worth asking again', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom<CallClass>(...CALL_CLASSES), (history, name) => {
        const quota = new TestQuota();
        for (const step of history) {
          quota.now += step.afterMs;
          quota.ask(step.wants, step.outcomes);
        }
        quota.now = quota.state.at;
        // Nobody else asks from here on: each wait ends, and soon there is nothing left to wait for.
        for (let tries = 0; tries < 5; tries += 1) {
          const [verdict] = quota.ask([write(name)]).verdicts;
          if (verdict === null) return;
          quota.now += verdict?.waitMs ?? 0;
        }
        throw new Error('asked five times in vain');
      }),
    );
  });
});

describe('the order of classes', () => {
  it('leaves people at the page their reserve, whatever the others take', () => {
    const quota = new TestQuota();
    quota.load(5_000, ['bulk', 'sync']);
    const reserve = capacityOf(quota.state.writes, RULES) * 0.3;
    expect(quota.granted(many(40, write('interactive')))).toBeGreaterThanOrEqual(
      Math.floor(reserve),
    );
  });

  it.each([
    ['interactive', 'revoke'],
    ['revoke', 'bulk'],
    ['ownRevoke', 'own'],
    ['bulk', 'sync'],
  ] as const)('gives %s more than ten times what %s gets when both want all', (first, second) => {
    const quota = new TestQuota();
    quota.load(3_000, [first, second]);
    const went = quota.load(60_000, [first, second]);
    expect(went[first]).toBeGreaterThan(10 * went[second]);
  });

  it('lets each class have a call within seconds, even when those above want all', () => {
    const quota = new TestQuota();
    quota.throttle(7);
    quota.now += 7_000;
    const went = quota.load(4 * RULES.starvedAfterMs, CALL_CLASSES);
    for (const name of CALL_CLASSES) expect(went[name]).toBeGreaterThanOrEqual(2);
  });

  it('lets writes have a call also when reads of their class go all the time', () => {
    const quota = new TestQuota();
    const since = quota.now;
    let went = 0;
    while (quota.now < since + 3 * RULES.starvedAfterMs) {
      const flood = many(40, write('interactive'));
      const waited = quota.now - since;
      const asked = [...flood, write('sync', waited), read('sync', waited)];
      const { verdicts } = quota.ask(asked);
      expect(verdicts.at(-1)).toBeNull();
      if (verdicts.at(-2) === null) went += 1;
      quota.now += 100;
    }
    expect(went).toBeGreaterThanOrEqual(2);
  });

  it('gives batches the whole rate when nobody else wants any', () => {
    const quota = new TestQuota();
    quota.load(200_000, ['bulk']);
    expect(quota.state.writes.rate).toBe(18);
    expect(quota.load(100_000, ['bulk'], 250).bulk).toBeGreaterThan(1_790);
  });

  it('gives batches a quarter of a second at a time, so that another backend gets its share', () => {
    const quota = new TestQuota();
    expect(quota.granted(many(40, write('bulk')))).toBe(3);
    expect(quota.granted(many(400, read('bulk')))).toBe(25);
  });
});

describe('the rate', () => {
  it('begins at 10 writes a second and grows by a half with each clean 10 s of use, to 18', () => {
    const quota = new TestQuota();
    expect(quota.state.writes.rate).toBe(10);
    quota.load(10_050);
    expect(quota.state.writes.rate).toBe(10.5);
    quota.load(10_000);
    expect(quota.state.writes.rate).toBe(11);
    quota.load(300_000);
    expect(quota.state.writes.rate).toBe(18);
  });

  it('proves nothing while nobody uses it', () => {
    const quota = new TestQuota();
    quota.now += 3_600_000;
    quota.ask([]);
    expect(quota.state.writes.rate).toBe(10);
  });

  it('falls to 0.7 of itself with a 429, once for all calls that were under way', () => {
    const quota = new TestQuota();
    quota.throttle(3);
    quota.now += 100;
    quota.throttle(3);
    expect(quota.state.writes.rate).toBeCloseTo(7);
    expect(quota.state.units.rate).toBe(RULES.units.startRate);
    quota.now += 3_000;
    quota.throttle(3);
    expect(quota.state.writes.rate).toBeCloseTo(4.9);
  });

  it('of reads and of writes are two things', () => {
    const quota = new TestQuota();
    expect(quota.granted(many(100, write('interactive')))).toBe(20);
    expect(quota.granted(many(100, read('interactive')))).toBe(100);
    quota.throttle(1, 'units');
    expect(quota.state.writes.rate).toBe(10);
    expect(quota.state.units.rate).toBe(RULES.units.startRate * 0.7);
  });

  it('takes a lower ceiling from the settings at once', () => {
    const quota = new TestQuota();
    quota.load(300_000);
    const rules = { ...RULES, writes: { ...RULES.writes, ceiling: 5 } };
    const { state } = exchange(quota.state, { outcomes: QUIET, wants: [] }, quota.now, rules);
    expect(state.writes.rate).toBe(5);
  });
});

describe('the gate', () => {
  const WANTS = CALL_CLASSES.flatMap((name) => [write(name), read(name)]);

  it('is closed to everybody for as long as Graph says, and up to 2 s more', () => {
    const quota = new TestQuota();
    expect(quota.throttle(12, 'writes', 0.5).gateMs).toBe(13_000);
    quota.now += 12_999;
    expect(quota.granted(WANTS)).toBe(0);
    quota.now += 1;
    expect(quota.granted([write('interactive'), read('interactive')])).toBe(2);
  });

  it('saves nothing up while it is closed: batches begin from nothing, people have their reserve', () => {
    const quota = new TestQuota();
    quota.throttle(60);
    quota.now += 60_000;
    expect(quota.granted(many(10, write('bulk')))).toBe(0);
    expect(quota.granted(many(10, write('interactive')))).toBe(4);
  });

  it('is closed for 5 s where Graph names no time, doubling to 120 s, and afresh after a while', () => {
    const quota = new TestQuota();
    const closed = [1, 2, 3, 4, 5, 6, 7].map(() => {
      const { gateMs } = quota.throttle(null);
      quota.now += gateMs;
      return gateMs / 1000;
    });
    expect(closed).toEqual([5, 10, 20, 40, 80, 120, 120]);
    quota.now += 121_000;
    expect(quota.throttle(null).gateMs).toBe(5_000);
  });

  it('opens after a quarter of an hour at the latest, to ask again', () => {
    expect(new TestQuota().throttle(999_999).gateMs).toBe(900_000);
  });
});

describe('a quota that is nearly used up', () => {
  it('makes batches and jobs pause for 10 s, and nobody else', () => {
    const quota = new TestQuota();
    quota.ask([], { percentage: 0.8 });
    const wanted = CALL_CLASSES.map((name) => read(name));
    const said = quota.ask(wanted).verdicts.map((verdict) => verdict?.because ?? 'goes');
    expect(Object.fromEntries(CALL_CLASSES.map((name, index) => [name, said[index]]))).toEqual({
      ...{ interactive: 'goes', revoke: 'goes', ownRevoke: 'goes', own: 'goes' },
      ...{ bulk: 'paused', sync: 'paused' },
    });
    quota.now += 10_000;
    expect(quota.granted(wanted)).toBe(CALL_CLASSES.length);
  });

  it('is nothing to mind below 0.8', () => {
    const quota = new TestQuota();
    expect(quota.granted([read('bulk')], { percentage: 0.79 })).toBe(1);
  });
});

describe('the budget for repeats', () => {
  it('opens the circuit above a tenth of the calls of a minute', () => {
    const quota = new TestQuota();
    expect(quota.ask([], { calls: 1_000, repeats: 100 }).circuitMs).toBe(0);
    expect(quota.ask([], { calls: 1, repeats: 1 }).circuitMs).toBe(30_000);
    expect(quota.granted([read('interactive')])).toBe(0);
  });

  it('has twenty free: a few calls prove nothing', () => {
    const quota = new TestQuota();
    expect(quota.ask([], { calls: 20, repeats: 20 }).circuitMs).toBe(0);
    expect(quota.ask([], { calls: 1, repeats: 1 }).circuitMs).toBe(30_000);
  });

  it('forgets what is older than a minute', () => {
    const quota = new TestQuota();
    quota.ask([], { calls: 20, repeats: 20 });
    quota.now += 120_000;
    expect(quota.ask([], { calls: 20, repeats: 20 }).circuitMs).toBe(0);
  });

  it('lets one call try each 30 s, and closes the circuit when Graph answers it', () => {
    const quota = new TestQuota();
    quota.ask([], { calls: 30, repeats: 30 });
    quota.ask([], { answered: 5 });
    quota.now += 29_999;
    expect(quota.granted(many(5, read('interactive')))).toBe(0);
    quota.now += 1;
    expect(quota.granted(many(5, read('interactive')))).toBe(1);
    quota.now += 30_000;
    expect(quota.granted(many(5, read('interactive')))).toBe(1);
    expect(quota.ask([], { calls: 1, answered: 1 }).circuitMs).toBe(0);
    expect(quota.granted(many(5, read('interactive')))).toBe(5);
  });
});

describe('a clock that goes back', () => {
  it('stands still for the limiter', () => {
    const quota = new TestQuota();
    quota.granted(many(20, write('interactive')));
    quota.now -= 60_000;
    expect(quota.granted([write('interactive')])).toBe(0);
    expect(quota.state.at).toBe(initialQuota(RULES, 1_000_000).at);
  });
});
