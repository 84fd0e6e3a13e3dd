import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/failure/appError.ts';
import { createSessionClock, IDLE_MS, LONGEST_MS } from './sessionClock.ts';
import { timeSession } from './timedSession.ts';

/** A tab with a session at an identity provider that always knows the person again. */
function setUp() {
  const time = { now: 1_800_000_000_000 };
  const kept = new Map<string, string>();
  const clock = createSessionClock(
    {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, text) => void kept.set(name, text),
    },
    () => time.now,
  );
  const calls: unknown[] = [];
  let isThere = true;
  let isRefused = false;
  const session = timeSession(
    {
      start: async () => (isThere ? { name: 'Lee Gu', username: 'lee' } : null),
      async signIn(options) {
        calls.push(['signIn', options]);
        if (isRefused) throw new AppError('backend_unreachable', 'no way there');
        isThere = true;
      },
      async signInBeside() {
        calls.push('signInBeside');
        if (isRefused) throw new AppError('session_window_blocked', 'no window');
      },
      async signOut() {
        calls.push('signOut');
        isThere = false;
      },
      async forget() {
        calls.push('forget');
        isThere = false;
      },
    },
    clock,
    () => kept.clear(),
  );
  return {
    ...{ session, clock, calls, kept },
    pass: (ms: number) => {
      time.now += ms;
    },
    refuse: (refused: boolean) => {
      isRefused = refused;
    },
  };
}

describe('a session that ends by itself', () => {
  it('forgets everything in the tab, and asks for proof the next time', async () => {
    const { session, clock, calls, kept } = setUp();
    await session.start();
    kept.set('keywright.enrolments', 'some ids');
    await session.endBy('idle');
    expect([...kept]).toEqual([['keywright.session', 'idle']]);
    expect(await session.start()).toBeNull();
    await session.signIn();
    expect(calls).toEqual(['forget', ['signIn', { anew: true }]]);
    expect(await session.start()).not.toBeNull();
    expect(clock.endedBy()).toBeNull();
    await session.signIn();
    expect(calls.at(-1)).toEqual(['signIn', { anew: false }]);
  });

  it('still asks for proof after somebody turned back at the sign-in page', async () => {
    const { session, calls, refuse } = setUp();
    await session.start();
    await session.endBy('hours');
    refuse(true);
    await expect(session.signIn()).rejects.toThrow();
    refuse(false);
    await session.signIn();
    expect(calls.slice(1)).toEqual([
      ['signIn', { anew: true }],
      ['signIn', { anew: true }],
    ]);
  });

  it.each([
    [IDLE_MS, 'idle'],
    [LONGEST_MS, 'idle'],
  ])('is over when its tab is opened again %d ms later', async (ms, why) => {
    const { session, clock, calls, pass } = setUp();
    await session.start();
    pass(ms);
    expect(await session.start()).toBeNull();
    expect(calls).toEqual(['forget']);
    expect(clock.endedBy()).toBe(why);
  });

  it('counts anew from another sign-in, on this page or beside it', async () => {
    const { session, clock, pass, refuse } = setUp();
    await session.start();
    pass(IDLE_MS - 1);
    await session.signInBeside();
    pass(IDLE_MS - 1);
    expect(clock.standing()).toBe('soon');
    await session.signIn({ anew: true });
    await session.start();
    pass(IDLE_MS - 1);
    refuse(true);
    await expect(session.signInBeside()).rejects.toMatchObject({ code: 'session_window_blocked' });
    pass(1);
    expect(clock.standing()).toBe('idle');
  });

  it('goes on where the way to another sign-in was closed', async () => {
    const { session, clock, pass, refuse } = setUp();
    await session.start();
    refuse(true);
    await expect(session.signIn({ anew: true })).rejects.toThrow();
    pass(IDLE_MS);
    expect(clock.standing()).toBe('idle');
  });

  it('leaves nothing when somebody signs out', async () => {
    const { session, clock, calls, kept } = setUp();
    await session.start();
    kept.set('keywright.keyWish', 'lost abc');
    await session.signOut();
    expect([...kept.values()].filter((text) => text !== '')).toEqual([]);
    expect(clock.endedBy()).toBeNull();
    expect(calls).toEqual(['signOut']);
    expect(await session.start()).toBeNull();
  });
});
