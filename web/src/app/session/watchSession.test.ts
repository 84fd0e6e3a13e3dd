import { describe, expect, it } from 'vitest';
import {
  createSessionClock,
  IDLE_MS,
  LONGEST_MS,
  type SessionEnd,
} from '#web/usecases/session/sessionClock.ts';
import { watchSession } from './watchSession.ts';

const MINUTE_MS = 60_000;

/** A signed-in page whose time passes as the test says. */
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
  clock.resume();
  const target = new EventTarget();
  const ended: SessionEnd[] = [];
  let tick: (() => void) | null = null;
  let keys: (() => void) | null = null;
  const watch = watchSession({
    clock,
    target,
    onKeys(listener) {
      keys = listener;
      return () => {
        keys = null;
      };
    },
    timers: {
      setTimeout(callback) {
        tick = callback;
        return () => {
          tick = null;
        };
      },
    },
    end: (why) => ended.push(why),
  });
  return {
    ...{ watch, ended },
    pass: (ms: number) => {
      time.now += ms;
    },
    tick: () => tick?.(),
    keys: () => keys?.(),
    isWatched: () => tick !== null && keys !== null,
    happen: (name: string) => target.dispatchEvent(new Event(name)),
  };
}

describe('a page that is signed in', () => {
  it('signs out after a quarter of an hour in which nobody did anything, once', () => {
    const page = setUp();
    page.watch.start();
    page.pass(IDLE_MS - 1);
    page.tick();
    expect(page.ended).toEqual([]);
    page.pass(1);
    page.tick();
    page.tick();
    page.happen('keydown');
    expect(page.ended).toEqual(['idle']);
  });

  it('says so a minute before, and takes it back when somebody does something', () => {
    const page = setUp();
    page.watch.start();
    const said: boolean[] = [];
    page.watch.subscribe(() => said.push(page.watch.isEnding()));
    page.pass(IDLE_MS - MINUTE_MS);
    page.tick();
    page.happen('pointerdown');
    expect(said).toEqual([true, false]);
    page.pass(IDLE_MS - 1);
    page.tick();
    expect(page.ended).toEqual([]);
  });

  it.each(['pointerdown', 'keydown', 'wheel', 'touchstart'])(
    'is not woken by a %s that comes after its time: the computer slept',
    (sign) => {
      const page = setUp();
      page.watch.start();
      page.pass(IDLE_MS);
      page.happen(sign);
      expect(page.ended).toEqual(['idle']);
    },
  );

  it.each(['focus', 'visibilitychange'])('looks at the time at each %s', (event) => {
    const page = setUp();
    page.watch.start();
    page.pass(IDLE_MS - MINUTE_MS);
    page.happen(event);
    // To look is not to do something.
    expect(page.watch.isEnding()).toBe(true);
    page.pass(MINUTE_MS);
    page.happen(event);
    expect(page.ended).toEqual(['idle']);
  });

  it('stays while keys come and go, and no longer than eight hours', () => {
    const page = setUp();
    page.watch.start();
    for (let passed = 0; passed < LONGEST_MS; passed += 10 * MINUTE_MS) {
      expect(page.ended).toEqual([]);
      page.pass(10 * MINUTE_MS);
      page.keys();
    }
    expect(page.ended).toEqual(['hours']);
  });

  it('is watched until it is left', () => {
    const page = setUp();
    const stop = page.watch.start();
    expect(page.isWatched()).toBe(true);
    stop();
    expect(page.isWatched()).toBe(false);
    page.pass(IDLE_MS);
    page.happen('keydown');
    page.happen('focus');
    expect(page.ended).toEqual([]);
  });
});
