import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from './action.ts';
import { foldJournal } from './enrolmentState.ts';
import { createWorld, PROFILES, type WorldOptions } from './modelWorld.ts';
import { nextAction } from './nextAction.ts';
import { type Rest, restingPoint } from './restingPoint.ts';

const SETTLE_MS = 60_000;
const KEY = { serial: '12345678', aaguid: 'a', fingerprint: 'f' };

type World = ReturnType<typeof createWorld>;

function rest(world: World, now = world.journal.at(-1)?.at ?? ''): Rest {
  return restingPoint(foldJournal(world.journal), { now, settleMs: SETTLE_MS });
}

/** The world as it is when an action is due that nobody performs. */
function leftAt(kind: Action['kind'], options: WorldOptions): World {
  const world = createWorld(options);
  for (let step = 0; step < 80; step += 1) {
    const action = world.next();
    if (action.kind === kind) return world;
    world.perform(action);
  }
  throw new TypeError(`never came to ${kind}`);
}

const sealed = { profile: PROFILES.sealed };
const used = { ...sealed, key: { pin: 'x' } };

describe('the one thing to do about an enrolment that rests', () => {
  it('is to plug any key in before one was bound', () => {
    expect(rest(leftAt('bindKey', sealed))).toEqual({
      next: { kind: 'plugAnyKey' },
      stoppedAt: 'read',
    });
  });

  it.each([
    ['setPin', 'pin'],
    ['makeCredential', 'credential'],
    ['askProof', 'prove'],
    ['prove', 'prove'],
    ['applyPolicy', 'policy'],
  ] as const)('is to plug its key in when it was left at %s, and nothing is erased', (kind, at) => {
    expect(rest(leftAt(kind, sealed))).toEqual({
      next: { kind: 'plugKey', key: KEY },
      stoppedAt: at,
    });
  });

  it('is to agree to the erasing of a key that had a PIN', () => {
    expect(rest(leftAt('confirmReset', used))).toEqual({
      next: { kind: 'confirmReset', key: KEY, code: 'key_pin_unknown' },
      stoppedAt: 'reset',
    });
  });

  it.each(['startReset', 'resetKey'] as const)(
    'is to carry an erasing through that was agreed to (left at %s)',
    (kind) => {
      expect(rest(leftAt(kind, used))).toEqual({
        next: { kind: 'finishReset', key: KEY },
        stoppedAt: 'reset',
      });
    },
  );

  it('is to plug its key in again after it was erased, and nothing more is erased', () => {
    const world = leftAt('setPin', used);
    expect(world.journal.map(({ event }) => event.type)).toContain('resetDone');
    expect(rest(world).next).toEqual({ kind: 'plugKey', key: KEY });
  });

  it('is to agree to an erasing when the key has refused the PIN put away for it', () => {
    const world = leftAt('makeCredential', sealed);
    world.append({ type: 'pinRejected', pinRetries: 7 });
    expect(rest(world).next).toMatchObject({ kind: 'confirmReset', code: 'key_pin_unknown' });
  });

  it('is nothing for a person while the backend can go on by itself', () => {
    expect(rest(leftAt('register', sealed))).toEqual({
      next: { kind: 'wait', until: null },
      stoppedAt: 'register',
    });
    const finishing = leftAt('finish', sealed);
    expect(rest(finishing)).toEqual({ next: { kind: 'wait', until: null }, stoppedAt: null });
  });

  it('is to wait when the directory needs time, and says until when', () => {
    const world = leftAt('waitForTenant', { ...sealed, losePost: 1 });
    const { next, stoppedAt } = rest(world);
    expect(stoppedAt).toBe('register');
    const first = world.journal.find(({ event }) => event.type === 'absentSeen')?.at ?? '';
    expect(next).toEqual({
      kind: 'wait',
      until: new Date(Date.parse(first) + SETTLE_MS).toISOString(),
    });
  });

  it('is to wait for a pause that only the caller knows of', () => {
    const until = '2026-01-01T00:05:00.000Z';
    const state = foldJournal(leftAt('register', sealed).journal);
    const now = '2026-01-01T00:00:00.000Z';
    const pause = { actor: 'person', kind: 'waitForTenant', until } as const;
    expect(restingPoint(state, { now, settleMs: SETTLE_MS }, pause).next).toEqual({
      kind: 'wait',
      until,
    });
  });

  it('is to let the passkey be removed from the key of an enrolment that is taken back', () => {
    const world = leftAt('prove', sealed);
    world.append({ type: 'cancelled' });
    world.append({ type: 'registrationUndone', code: 'cancelled' });
    expect(rest(world).next).toEqual({ kind: 'takeBack', key: KEY, code: 'cancelled' });
  });

  it('is to wait once the key of a cancelled enrolment was given up', () => {
    const world = leftAt('prove', sealed);
    world.append({ type: 'cancelled' });
    world.append({ type: 'registrationUndone', code: 'cancelled' });
    world.append({ type: 'cancelled' });
    expect(rest(world).next).toEqual({ kind: 'wait', until: null });
  });

  it('is nothing at the end, whichever it is', () => {
    const done = { next: { kind: 'nothing' }, stoppedAt: null };
    expect(rest(leftAt('done', sealed))).toEqual(done);
    const back = leftAt('setPin', sealed);
    back.append({ type: 'rolledBack', code: 'cancelled' });
    expect(rest(back)).toEqual(done);
  });

  it('names the rest of a profile that never erases as taking back where its key lost the PIN', () => {
    const profile = { ...PROFILES.typed, reset: 'never' as const };
    const world = leftAt('makeCredential', { profile });
    world.append({ type: 'pinRejected', pinRetries: 7 });
    expect(rest(world).next).toEqual({ kind: 'takeBack', key: KEY, code: 'key_pin_unknown' });
  });
});

describe('what is promised about a plugged key', () => {
  const fault = fc.constantFrom(
    'none' as const,
    'none' as const,
    'crash' as const,
    'effectWithoutAnswer' as const,
    'unplug' as const,
    'late' as const,
  );

  it('holds: where nothing is to be erased, carrying on never erases', () => {
    fc.assert(
      fc.property(
        fc.array(fault, { maxLength: 30 }),
        fc.constantFrom(PROFILES.sealed, PROFILES.typed, PROFILES.alwaysReset),
        fc.constantFrom(null, 'x'),
        (faults, profile, pin) => {
          const world = createWorld({ profile, key: { pin } });
          for (const next of faults) world.perform(world.next(), next);
          const { next } = rest(world);
          world.calm();
          const kinds: string[] = [];
          // What a person would first be asked, or the key be told, once it is plugged in.
          for (let step = 0; step < 12; step += 1) {
            const action = world.next();
            kinds.push(action.kind);
            if (action.actor === 'nobody' || action.actor === 'person') break;
            if (['setPin', 'makeCredential', 'prove', 'applyPolicy'].includes(action.kind)) break;
            world.perform(action);
          }
          const erases = kinds.includes('resetKey') || kinds.includes('confirmReset');
          if (next.kind === 'plugKey') expect({ kinds, erases }).toMatchObject({ erases: false });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is computed from the journal alone: the key that is seen changes nothing', () => {
    const world = leftAt('prove', sealed);
    const state = foldJournal(world.journal);
    const now = world.journal.at(-1)?.at ?? '';
    const unseen = nextAction(state, { key: null, now, settleMs: SETTLE_MS });
    expect(restingPoint(state, { now, settleMs: SETTLE_MS }, unseen)).toEqual(rest(world));
  });
});
