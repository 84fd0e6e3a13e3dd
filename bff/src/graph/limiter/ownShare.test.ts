import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALL_CLASSES, type CallClass, isOwn, ownClass } from './callClass.ts';
import { capacityOf, quotaState } from './quotaState.ts';
import { many, RULES, read, TestQuota, write } from './testQuota.ts';

const SHARE = RULES.ownShare;
const BUCKETS = ['writes', 'units'] as const;

/** One of several backends asks, a moment after another one did, and Graph refuses now and then. */
const steps = fc.array(
  fc.record({
    afterMs: fc.integer({ min: 0, max: 3_000 }),
    wants: fc.array(
      fc.record({
        class: fc.constantFrom<CallClass>('own', 'own', 'ownRevoke', ...CALL_CLASSES),
        cost: fc.constantFrom(write('own').cost, read('own').cost),
        waitedMs: fc.integer({ min: 0, max: 20_000 }),
      }),
      { maxLength: 60 },
    ),
    isThrottled: fc.constantFrom(true, ...Array.from({ length: 9 }, () => false)),
  }),
  { maxLength: 60 },
);

/** A moment: what a window that begins here has to give away, up to any later one. */
interface Moment {
  readonly full: number;
  readonly gained: number;
  readonly taken: number;
}

describe('self-service', () => {
  it('never takes more than its share of what there is in any window, however many want how much', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom(...BUCKETS), (history, name) => {
        const quota = new TestQuota();
        const moments: Moment[] = [];
        let gained = 0;
        let taken = 0;
        for (const { afterMs, wants, isThrottled } of history) {
          quota.now += afterMs;
          gained += (quota.state[name].rate * afterMs) / 1000;
          const refused = { of: name, retryAfterSeconds: null };
          const answer = quota.ask(wants, { throttled: isThrottled ? [refused] : [] });
          const full = capacityOf(quota.state[name], RULES);
          moments.push({ full, gained, taken });
          for (const [index, verdict] of answer.verdicts.entries()) {
            const want = wants[index];
            if (verdict === null && want && isOwn(want.class)) taken += want.cost[name];
          }
          for (const since of moments) {
            const budget = since.full + gained - since.gained;
            expect(taken - since.taken).toBeLessThanOrEqual(SHARE * budget + 1e-6);
          }
        }
      }),
    );
  });

  it('gets its whole share when it wants all, and the others get all that is left', () => {
    const quota = new TestQuota();
    quota.load(300_000);
    const went = quota.load(100_000, ['own', 'bulk'], 250);
    expect(went.own).toBeGreaterThan(0.25 * 1_800);
    expect(went.own).toBeLessThanOrEqual(SHARE * (1_800 + capacityOf(quota.state.writes, RULES)));
    expect(went.bulk + went.own).toBeGreaterThan(1_750);
  });

  it('leaves the whole rate to others when it wants nothing', () => {
    const quota = new TestQuota();
    quota.load(300_000);
    expect(quota.load(100_000, ['interactive']).interactive).toBeGreaterThan(1_790);
  });

  it('is held by its share alone, and says truly for how long', () => {
    const quota = new TestQuota();
    const { verdicts } = quota.ask([...many(10, write('own')), ...many(5, write('revoke'))]);
    expect(verdicts.filter((verdict) => verdict === null)).toHaveLength(6 + 5);
    // Three a second of the ten that there are at first.
    expect(verdicts[6]).toEqual({ waitMs: 334, because: 'quota' });
    quota.now += 333;
    expect(quota.granted([write('own')])).toBe(0);
    quota.now += 1;
    expect(quota.granted(many(2, write('own')))).toBe(1);
  });

  it('waits for its share also when it got nothing for long', () => {
    const quota = new TestQuota();
    quota.granted(many(6, write('own')));
    const waited = many(3, write('own', 3 * RULES.starvedAfterMs));
    expect(quota.granted(waited)).toBe(0);
  });

  it('may send what is larger than its share of a full bucket, and makes up for it', () => {
    const quota = new TestQuota();
    for (let turn = 0; turn < 12; turn += 1) quota.now += quota.throttle(null, 'units').gateMs;
    quota.now += 60_000;
    const { rate } = quota.state.units;
    const large = { class: 'own', cost: { writes: 0, units: 8 }, waitedMs: 0 } as const;
    expect(capacityOf({ rate }, RULES) * SHARE).toBeLessThan(8);
    expect(quota.granted([large, large])).toBe(1);
    const sinceMs = quota.now;
    while (quota.granted([large]) === 0) quota.now += 100;
    expect(quota.now - sinceMs).toBeGreaterThan((8 / (rate * SHARE)) * 1000 - 200);
  });

  it('takes keys away before it does anything else', () => {
    const quota = new TestQuota();
    quota.granted(many(6, write('own')));
    quota.now += 400;
    expect(quota.ask([write('ownRevoke'), write('own')]).verdicts[0]).toBeNull();
  });

  it('begins with no share of a state from before there was one', () => {
    const { ownTokens: _, ...before } = new TestQuota().state.writes;
    const { ownRevoke: _revoke, own: _own, ...servedAt } = before.servedAt;
    const old = { ...new TestQuota().state, writes: { ...before, servedAt } };
    expect(quotaState.parse(old).writes).toMatchObject({ ownTokens: 0, servedAt: { own: 0 } });
  });
});

describe('the class of a call that is part of self-service', () => {
  it('is one of those two that share, whatever the call is elsewhere', () => {
    const classes = CALL_CLASSES.map(ownClass);
    expect(classes.every(isOwn)).toBe(true);
    expect(ownClass('revoke')).toBe('ownRevoke');
    expect(CALL_CLASSES.filter(isOwn)).toEqual(['ownRevoke', 'own']);
  });
});
