import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/failure/appError.ts';
import { nextTurn } from '#web/composition/testing/stationBench.ts';
import type { StationKey, StationState } from '../stationState.ts';
import { assessStation } from './assessStation.ts';
import { createStationCheck } from './stationCheck.ts';
import { testBrowser, testKey } from './testing/facts.ts';

const AT = Date.parse('2027-06-01T09:00:00Z');
const READING = { now: new Date(AT).toISOString(), graph: null };

/** A station and a browser that a test moves; nothing but what is given is answered. */
function setUp({
  clock = Promise.resolve(READING),
  version = Promise.resolve('1.0.0'),
  runs = [] as StationState['runs'],
} = {}) {
  const listeners = new Set<() => void>();
  const timeouts: (() => void)[] = [];
  let keys: readonly StationKey[] = [];
  let wallClock = AT + 2_000;
  let asked = 0;
  const again: string[] = [];
  const check = createStationCheck({
    backend: { clock: () => clock },
    browser: {
      describe: () => Promise.resolve(testBrowser()),
      capabilities: () => Promise.reject(new Error('does not say')),
      wallClock: () => (wallClock += 500),
      override: {
        isSupported: true,
        hasFocus: () => true,
        tryToCreate() {
          asked += 1;
          return Promise.resolve({ outcome: 'SecurityError', message: '', tookMs: 1 });
        },
      },
    },
    companion: { version: () => version },
    station: {
      getState: () => ({ unavailable: null, keys, runs, open: [] }),
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      readAgain: (id) => void again.push(id),
    },
    held: { held: () => [], subscribe: () => () => undefined },
    timers: {
      now: () => 0,
      setTimeout(callback) {
        timeouts.push(callback);
        return () => undefined;
      },
    },
  });
  return {
    check,
    again,
    asked: () => asked,
    timeOut: () => timeouts.splice(0).map((callback) => callback()),
    show(...ids: string[]) {
      keys = ids.map((id) => testKey({ id }));
      for (const listener of listeners) listener();
    },
    fail(id: string) {
      keys = [testKey({ id, state: 'failed', failure: 'device_timeout' })];
      for (const listener of listeners) listener();
    },
    verdict: () => assessStation(check.getFacts()).verdict,
  };
}

describe('a station check', () => {
  it('asks what needs no person, and takes what cannot be had for not known', async () => {
    const { check, verdict } = setUp();
    check.start();
    expect(verdict()).toBe('checking');
    await nextTurn();
    expect(check.getFacts()).toMatchObject({
      browser: testBrowser(),
      capabilities: null,
      clock: { aheadMs: 2_750, uncertaintyMs: 250, graph: null },
      companion: { version: '1.0.0' },
    });
    expect(verdict()).toBe('needsKey');
  });

  it('does not wait for a backend that is silent, and takes its answer when it comes', async () => {
    let answer = (_: typeof READING) => {};
    const clock = new Promise<typeof READING>((resolve) => {
      answer = resolve;
    });
    const { check, timeOut, verdict } = setUp({ clock });
    check.start();
    await nextTurn();
    expect(verdict()).toBe('checking');
    timeOut();
    expect(check.getFacts().clock).toBeNull();
    expect(verdict()).toBe('needsKey');
    answer(READING);
    await nextTurn();
    expect(check.getFacts().clock).toMatchObject({ graph: null });
  });

  it('tells a key that comes back by itself from one that has to be chosen', () => {
    const { check, show } = setUp();
    check.start();
    check.startReplug();
    expect(check.getFacts().replug).toEqual({ step: 'off' });
    show('a', 'b');
    check.startReplug();
    show('a', 'b', 'c');
    expect(check.getFacts().replug.step).toBe('pull');
    show('a', 'c');
    expect(check.getFacts().replug.step).toBe('plug');
    show('a');
    expect(check.getFacts().replug.step).toBe('plug');
    show('a', 'd');
    expect(check.getFacts().replug.step).toBe('returned');

    check.startReplug();
    show('a');
    check.chooserOpened();
    show('a', 'e');
    check.chooserClosed(null);
    expect(check.getFacts().replug.step).toBe('lost');
  });

  it('stops the test of a replug, and believes who says that nothing happened', () => {
    const { check, show } = setUp();
    check.start();
    show('a');
    check.startReplug();
    check.stopReplug();
    expect(check.getFacts().replug.step).toBe('off');
    check.startReplug();
    show();
    check.replugFailed();
    expect(check.getFacts().replug.step).toBe('lost');
  });

  it('takes why the companion extension refuses for its answer, and nothing else', async () => {
    const withdrawn = setUp({
      version: Promise.reject(new AppError('extension_host_withdrawn', '')),
    });
    withdrawn.check.start();
    const broken = setUp({ version: Promise.reject(new TypeError('broken')) });
    broken.check.start();
    await nextTurn();
    expect(withdrawn.check.getFacts().companion).toEqual({ refused: 'extension_host_withdrawn' });
    expect(broken.check.getFacts().companion).toBeNull();
  });

  it('asks why nothing was chosen, and forgets it when it checks again', () => {
    const { check } = setUp();
    check.chooserOpened();
    check.chooserClosed('device_not_chosen');
    expect(check.getFacts().chooser).toBe('empty');
    check.answerChooser('keyNotListed');
    expect(check.getFacts().chooser).toBe('keyNotListed');
    check.run();
    expect(check.getFacts().chooser).toBe('notAsked');
    check.chooserClosed('hid_blocked');
    expect(check.getFacts().chooser).toEqual({ failed: 'hid_blocked' });
    check.answerChooser('keyListed');
    expect(check.getFacts().chooser).toBe('keyListed');
  });

  it('asks the browser to act for Microsoft’s sign-in only while no key is being enrolled', async () => {
    const idle = setUp();
    await idle.check.askOverride();
    expect(idle.check.getFacts().override).toEqual({ refused: 'policyAbsent' });
    const busy = setUp({ runs: [{ phase: 'running' }] as unknown as StationState['runs'] });
    await busy.check.askOverride();
    expect(busy.asked()).toBe(0);
    expect(busy.check.getFacts().override).toBe('notAsked');
  });

  it('has keys read again that could not be read, and says nothing once it is over', () => {
    const { check, fail, again } = setUp();
    let told = 0;
    check.subscribe(() => {
      told += 1;
    });
    const stop = check.start();
    fail('a');
    check.readKeysAgain();
    expect(again).toEqual(['a']);
    stop();
    const before = told;
    fail('b');
    expect(told).toBe(before);
  });
});
