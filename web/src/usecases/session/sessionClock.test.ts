import { describe, expect, it } from 'vitest';
import { createSessionClock, IDLE_MS, LONGEST_MS } from './sessionClock.ts';

const MINUTE_MS = 60_000;
const BEGAN = 1_800_000_000_000;

function tab() {
  const kept = new Map<string, string>();
  const time = { now: BEGAN };
  const memory = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
  /** As the page makes it each time it is loaded. */
  const load = () => createSessionClock(memory, () => time.now);
  return { memory, time, load };
}

describe('how long a tab stays signed in', () => {
  it('is a quarter of an hour without anybody doing anything, said a minute before', () => {
    const { time, load } = tab();
    const clock = load();
    expect(clock.resume()).toBe('fine');
    time.now = BEGAN + IDLE_MS - MINUTE_MS - 1;
    expect(clock.standing()).toBe('fine');
    time.now += 1;
    expect(clock.standing()).toBe('soon');
    time.now = BEGAN + IDLE_MS - 1;
    expect(clock.standing()).toBe('soon');
    time.now += 1;
    expect(clock.standing()).toBe('idle');
    // Too late.
    clock.note();
    expect(clock.standing()).toBe('idle');
  });

  it('is longer where somebody does something, up to eight hours', () => {
    const { time, load } = tab();
    const clock = load();
    clock.resume();
    while (time.now < BEGAN + LONGEST_MS - MINUTE_MS) {
      expect(clock.standing()).toBe('fine');
      time.now += 10 * MINUTE_MS - 1_000;
      clock.note();
    }
    time.now = BEGAN + LONGEST_MS - 1;
    clock.note();
    expect(clock.standing()).toBe('soon');
    time.now += 1;
    expect(clock.standing()).toBe('hours');
  });

  it('is no longer for a reload, nor for a computer that slept', () => {
    const { time, load } = tab();
    load().resume();
    time.now += IDLE_MS - 1;
    expect(load().resume()).toBe('soon');
    time.now += 1;
    expect(load().resume()).toBe('idle');
    load().begin();
    expect(load().resume()).toBe('fine');
    time.now += LONGEST_MS;
    expect(load().resume()).toBe('idle');
  });

  it('begins anew with a sign-in, and says until then why it ended', () => {
    const { time, load } = tab();
    load().resume();
    expect(load().endedBy()).toBeNull();
    for (const why of ['idle', 'hours'] as const) {
      load().end(why);
      expect(load().endedBy()).toBe(why);
      load().note();
      expect(load().endedBy()).toBe(why);
    }
    time.now += LONGEST_MS;
    expect(load().resume()).toBe('fine');
    expect(load().endedBy()).toBeNull();
    load().end(null);
    expect(load().endedBy()).toBeNull();
  });

  it.each(['', 'x', '1', '1 2 3', '-1 2', 'NaN 5'])(
    'begins where the tab kept %j, which is nothing of ours',
    (text) => {
      const { memory, load } = tab();
      memory.setItem('keywright.session', text);
      expect(load().standing()).toBe('fine');
      expect(load().resume()).toBe('fine');
      expect(memory.getItem('keywright.session')).toBe(`${BEGAN} ${BEGAN}`);
    },
  );

  it('keeps two times and nothing else', () => {
    const { memory, load, time } = tab();
    load().resume();
    time.now += 500;
    load().note();
    expect(memory.getItem('keywright.session')).toBe(`${BEGAN} ${BEGAN}`);
    time.now += 500;
    load().note();
    expect(memory.getItem('keywright.session')).toBe(`${BEGAN} ${BEGAN + 1_000}`);
  });
});
