import { describe, expect, it } from 'vitest';
import { deriveSeed } from '../world/seededRandom.ts';
import { VICTIMS } from './killedBackend.ts';
import { drawPlan } from './killPlan.ts';

const plans = Array.from({ length: 400 }, (_, index) => drawPlan(deriveSeed(7, index), 1_500));

describe('a planned round', () => {
  it('is the same for the same seed', () => {
    expect(drawPlan(12_345, 1_500)).toEqual(drawPlan(12_345, 1_500));
    expect(new Set(plans.map((plan) => JSON.stringify(plan))).size).toBeGreaterThan(390);
  });

  it('has everybody killed at every kind of moment, whatever people do meanwhile', () => {
    const kills = plans.flatMap((plan) => plan.kills);
    expect(new Set(kills.map(({ victim }) => victim))).toEqual(new Set(VICTIMS));
    const pairs = new Set(kills.map(({ victim, moment }) => `${victim} ${moment.after}`));
    expect(pairs.size).toBe(VICTIMS.length * 6);
    expect(new Set(kills.map(({ reaction }) => reaction)).size).toBe(5);
  });

  it('kills while it starts only after something was killed', () => {
    for (const { kills } of plans) expect(kills[0]?.moment.after).not.toBe('starting');
  });

  it('has the tenant answer at once in some rounds, and never later than lists may be behind', () => {
    const thinking = plans.map(({ thinkingMs }) => thinkingMs);
    expect(Math.min(...thinking)).toBe(0);
    expect(Math.max(...thinking)).toBeLessThan(1_000);
  });
});
