import { describe, expect, it } from 'vitest';
import { createManualClock } from '#e2e/authenticator/manualClock.ts';
import type { Batch, NextInBatch } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { nextTurn } from '#web/composition/testing/stationBench.ts';
import { createBatchDesk } from './batchDesk.ts';
import { FakeStation, fakeBatch, fakeRun } from './testing/fakeStation.ts';

function createBench(change: Partial<Batch> = {}) {
  const clock = createManualClock();
  const station = new FakeStation();
  const asked: NextInBatch[] = [];
  const answers: (FailureCode | null)[] = [];
  /** Keys for which no answer ever comes. */
  const unanswered = new Set<string>();
  let enrolments = 0;
  const underWay: string[] = [];
  const desk = createBatchDesk({
    station,
    timers: clock,
    batch: fakeBatch(change),
    batches: {
      async next(_id, body) {
        asked.push(body);
        if (unanswered.has(body.key.session)) await new Promise<never>(() => undefined);
        const code = answers.shift() ?? null;
        if (code !== null) throw new AppError(code, 'as the test wants it');
        enrolments += 1;
        const { enrolment, person } = fakeRun(`e${enrolments}`);
        return { enrolment, person };
      },
      people: async () => ({
        people: underWay.map((id) => ({ ...fakeRun(id).person, enrolmentId: id })),
        next: null,
      }),
    },
  });
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  };
  const offer = (keyId: string) => desk.getState().offers.get(keyId);
  return { clock, station, asked, answers, unanswered, underWay, desk, settle, offer };
}

describe('a batch at the station', () => {
  it('gives a key that is plugged in after Start to the next person by itself', async () => {
    const { station, asked, desk, settle, offer } = createBench();
    await desk.start();
    station.plug('k1');
    station.plug('k2');
    await settle();
    expect(asked.map(({ key }) => key.session)).toEqual(['k1', 'k2']);
    expect(station.begun).toEqual(['e1', 'e2']);
    expect(offer('k1')).toEqual({ state: 'taken' });
  });

  it('does nothing before Start and after Stop', async () => {
    const { station, asked, desk, settle } = createBench();
    station.plug('k1');
    await settle();
    await desk.start();
    desk.stop();
    station.plug('k2');
    await settle();
    expect(asked).toEqual([]);
  });

  it('holds a key that was there before Start until somebody says yes to it', async () => {
    const { station, asked, desk, settle, offer } = createBench();
    station.plug('k1');
    await desk.start();
    await settle();
    expect(offer('k1')).toEqual({ state: 'held' });
    expect(asked).toEqual([]);
    desk.takeAnyway('k1');
    await settle();
    expect(asked).toHaveLength(1);
  });

  it('waits until it is known that no open enrolment goes on with the key', async () => {
    const { station, asked, desk, settle } = createBench();
    await desk.start();
    station.plug('k1', { isSettled: false });
    await settle();
    expect(asked).toEqual([]);
    station.change('k1', { isSettled: true, enrolmentId: 'of-before' });
    await settle();
    expect(asked).toEqual([]);
  });

  it('never offers a key that could not be read or holds the operator’s own passkey', async () => {
    const { station, asked, desk, settle } = createBench();
    await desk.start();
    station.plug('k1', { state: 'failed', failure: 'key_without_fido2' });
    station.plug('k2', { failure: 'key_is_operators_own', operatorsOwn: true });
    await settle();
    expect(asked).toEqual([]);
  });

  it('goes on to the next person where one cannot get a key', async () => {
    const { station, asked, answers, desk, settle } = createBench();
    answers.push('user_disabled', 'user_protected');
    await desk.start();
    station.plug('k1');
    await settle();
    expect(asked).toHaveLength(3);
    expect(station.begun).toEqual(['e1']);
  });

  it.each(['key_used_in_batch', 'key_not_assigned', 'batch_empty', 'passkeys_disabled'] as const)(
    'says %s of the key and asks no more',
    async (code) => {
      const { clock, station, asked, answers, desk, settle, offer } = createBench();
      answers.push(code);
      await desk.start();
      station.plug('k1');
      await settle();
      await clock.advance(60_000);
      expect(offer('k1')).toEqual({ state: 'refused', code });
      expect(asked).toHaveLength(1);
    },
  );

  it('asks again by itself when the tenant throttles or the backend is away', async () => {
    const { clock, station, asked, answers, desk, settle, offer } = createBench();
    answers.push('graph_throttled', 'backend_unreachable');
    await desk.start();
    station.plug('k1');
    await settle();
    expect(offer('k1')).toEqual({ state: 'later', code: 'graph_throttled' });
    await clock.advance(5_000);
    await settle();
    await clock.advance(5_000);
    await settle();
    expect(asked).toHaveLength(3);
    expect(offer('k1')).toEqual({ state: 'taken' });
  });

  it('forgets a key that is pulled out while it waits', async () => {
    const { clock, station, asked, answers, desk, settle, offer } = createBench();
    answers.push('graph_throttled');
    await desk.start();
    station.plug('k1');
    await settle();
    station.unplug('k1');
    await clock.advance(60_000);
    await settle();
    expect(offer('k1')).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  it('takes the keys that a pause refused once the batch runs again', async () => {
    const { station, asked, answers, desk, settle } = createBench();
    answers.push('batch_not_running');
    await desk.start();
    station.plug('k1');
    await settle();
    desk.noteBatch(fakeBatch({ state: 'paused' }));
    await settle();
    expect(asked).toHaveLength(1);
    desk.noteBatch(fakeBatch({ state: 'running' }));
    await settle();
    expect(asked).toHaveLength(2);
  });

  it('asks for whom a key is where the operator picks', async () => {
    const { station, asked, desk, settle, offer } = createBench({ assignment: 'pick' });
    await desk.start();
    station.plug('k1');
    await settle();
    expect(offer('k1')).toEqual({ state: 'unassigned' });
    desk.pick('k1', 'somebody');
    await settle();
    expect(asked).toMatchObject([{ userId: 'somebody' }]);
  });

  it('goes on with every other key while one is slow and one is broken', async () => {
    const { station, asked, answers, unanswered, desk, settle, offer } = createBench();
    unanswered.add('slow');
    await desk.start();
    station.plug('slow');
    station.plug('broken', { state: 'failed', failure: 'device_timeout' });
    await settle();
    for (const key of ['k1', 'k2', 'k3']) station.plug(key);
    await settle();
    answers.push('key_not_assigned');
    station.plug('wrong');
    station.plug('k4');
    await settle();
    expect(offer('slow')).toEqual({ state: 'offering' });
    expect(offer('wrong')).toEqual({ state: 'refused', code: 'key_not_assigned' });
    expect(station.begun).toEqual(['e1', 'e2', 'e3', 'e4']);
    expect(asked.map(({ key }) => key.session)).not.toContain('broken');
  });

  it('holds a key whose enrolment has ended and was cleared away', async () => {
    const { station, asked, desk, settle, offer } = createBench();
    await desk.start();
    station.plug('k1');
    await settle();
    station.show([fakeRun('e1', { keyId: 'k1', phase: 'rolledBack' }).run]);
    await settle();
    expect(offer('k1')).toEqual({ state: 'taken' });
    station.show([]);
    await settle();
    expect(offer('k1')).toEqual({ state: 'held' });
    expect(asked).toHaveLength(1);
  });
});

describe('erasing keys in a batch', () => {
  const asksForReset = {
    keyId: 'k1',
    need: 'confirmReset',
    resetReason: 'key_pin_unknown',
  } as const;

  it('needs no other word than the one at Start for a key that came after it', async () => {
    const { station, desk, settle } = createBench({ resetsConfirmed: true });
    await desk.start();
    station.plug('k1');
    await settle();
    station.show([fakeRun('e1', asksForReset).run]);
    expect(station.confirmed).toContain('e1');
  });

  it.each([
    ['the batch asks each time', { resetsConfirmed: false }, asksForReset, 'e1'],
    ['the key may be somebody’s', {}, { ...asksForReset, resetReason: 'passkey_exists' }, 'e1'],
    ['the enrolment is not of this batch', {}, asksForReset, 'other'],
    [
      'the enrolment is being taken back',
      {},
      { ...asksForReset, enrolment: { ...fakeRun('e1').enrolment, takingBack: 'proof_failed' } },
      'e1',
    ],
  ] as const)('asks where %s', async (_, change, run, id) => {
    const { station, desk, settle } = createBench({ resetsConfirmed: true, ...change });
    await desk.start();
    station.plug('k1');
    await settle();
    station.show([fakeRun(id, run).run]);
    expect(station.confirmed).toEqual([]);
  });

  it('asks for a key that was there before Start, even after the yes to use it', async () => {
    const { station, desk, settle } = createBench({ resetsConfirmed: true });
    station.plug('k1');
    await desk.start();
    desk.takeAnyway('k1');
    await settle();
    station.show([fakeRun('e1', asksForReset).run]);
    expect(station.confirmed).toEqual([]);
  });
});

describe('a key that may have been used in the batch', () => {
  it('goes on once a person says that it is another, and is asked about before it is erased', async () => {
    const { station, asked, answers, desk, settle, offer } = createBench({ resetsConfirmed: true });
    answers.push('key_looks_used');
    await desk.start();
    station.plug('k1');
    await settle();
    expect(offer('k1')).toEqual({ state: 'refused', code: 'key_looks_used' });
    desk.takeAnyway('k1');
    await settle();
    expect(asked.map(({ isAnotherKey }) => isAnotherKey)).toEqual([undefined, true]);
    const asks = { keyId: 'k1', need: 'confirmReset', resetReason: 'key_pin_unknown' } as const;
    station.show([fakeRun('e1', asks).run]);
    expect(station.confirmed).toEqual([]);
  });

  it('says nothing of the kind where another refusal is asked about again', async () => {
    const { station, asked, answers, desk, settle } = createBench();
    answers.push('key_in_use_elsewhere');
    await desk.start();
    station.plug('k1');
    await settle();
    desk.takeAnyway('k1');
    await settle();
    expect(asked.map(({ isAnotherKey }) => isAnotherKey)).toEqual([undefined, undefined]);
  });
});

describe('what people do in a batch', () => {
  it('is plug, touch, unplug for a fresh key', async () => {
    const { station, desk, settle } = createBench();
    await desk.start();
    station.plug('k1');
    await settle();
    for (const need of [null, 'touch', null] as const) {
      station.show([fakeRun('e1', { keyId: 'k1', need }).run]);
    }
    station.show([fakeRun('e1', { keyId: 'k1', phase: 'done' }).run]);
    expect(desk.getState().human).toEqual({ keys: 1, actions: 3 });
  });

  it('counts neither other enrolments nor what was answered for them', async () => {
    const { station, desk, settle, underWay } = createBench({ resetsConfirmed: true });
    underWay.push('e9');
    await desk.start();
    station.plug('k1');
    await settle();
    const asks = fakeRun('e1', { keyId: 'k1', need: 'confirmReset' }).run;
    const others = [
      fakeRun('of-somebody-else', { need: 'touch', phase: 'done' }).run,
      fakeRun('e9', { need: 'tryAgain' }).run,
    ];
    station.show([asks, ...others]);
    station.show([fakeRun('e1', { keyId: 'k1', phase: 'done' }).run, ...others]);
    expect(desk.getState().human).toEqual({ keys: 1, actions: 2 });
  });

  it('counts for a key that is not done yet once it is, and what came to nothing as well', async () => {
    const { station, desk, settle } = createBench();
    await desk.start();
    station.plug('k1');
    station.plug('k2');
    await settle();
    const touches = (id: string) => fakeRun(id, { need: 'touch' }).run;
    station.show([touches('e1'), touches('e2')]);
    expect(desk.getState().human).toEqual({ keys: 0, actions: 0 });
    station.show([fakeRun('e1', { phase: 'done' }).run, touches('e2')]);
    expect(desk.getState().human).toEqual({ keys: 1, actions: 3 });
    station.show([
      fakeRun('e1', { phase: 'done' }).run,
      fakeRun('e2', { phase: 'rolledBack' }).run,
    ]);
    expect(desk.getState().human).toEqual({ keys: 1, actions: 6 });
  });
});
