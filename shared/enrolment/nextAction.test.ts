import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from './action.ts';
import { foldJournal } from './enrolmentState.ts';
import type { JournalEntry } from './journal.ts';
import { createWorld, PROFILES } from './modelWorld.ts';
import { nextAction } from './nextAction.ts';

const END_KINDS = ['done', 'rolledBack'];

function run(world: ReturnType<typeof createWorld>, steps: number): Action[] {
  const actions: Action[] = [];
  for (let step = 0; step < steps; step += 1) {
    const action = world.next();
    actions.push(action);
    if (action.actor === 'nobody' || world.isAtRest(action)) break;
    world.perform(action);
  }
  return actions;
}

describe('a POST', () => {
  it('that was certainly not executed does not count, however often it was', () => {
    const at = '2026-03-01T12:00:00.000Z';
    const refused = Array.from({ length: 7 }, (): JournalEntry['event'][] => [
      { type: 'postStarted', displayName: 'Key' },
      { type: 'postNotExecuted', code: 'graph_throttled', retryAt: at },
    ]).flat();
    const holder = { id: 'x', displayName: 'Lee', userPrincipalName: 'lee@contoso.example' };
    const events: JournalEntry['event'][] = [
      { type: 'started', holder, operatorId: 'y', profile: PROFILES.sealed, methodsBefore: [] },
      ...refused,
      { type: 'postStarted', displayName: 'Key' },
    ];
    const state = foldJournal(events.map((event, index) => ({ seq: index + 1, at, event })));
    expect(state.postAttempts).toBe(1);
  });
});

describe('nextAction on the happy path', () => {
  it('escrows before the PIN is set, journals before the POST and forces the PIN change last', () => {
    const kinds = run(createWorld({ profile: PROFILES.sealed }), 40).map(({ kind }) => kind);
    expect(kinds).toEqual([
      'readKey',
      'bindKey',
      'escrowPin',
      'startPin',
      'setPin',
      'issueOptions',
      'makeCredential',
      'register',
      'askProof',
      'prove',
      'applyPolicy',
      'recordPolicy',
      'finish',
      'done',
    ]);
  });

  it('removes the old keys of a replacement only after the proof', () => {
    const world = createWorld({ profile: PROFILES.replacement, methodsBefore: ['old-1', 'old-2'] });
    const kinds = run(world, 40).map(({ kind }) => kind);
    expect(kinds.indexOf('removeOldKey')).toBeGreaterThan(kinds.indexOf('prove'));
    expect(world.tenant.methods).toHaveLength(1);
    expect(world.tenant.methods).not.toContain('old-1');
  });

  it('asks a person before it erases a key that has a PIN, and erases it after the yes', () => {
    const world = createWorld({ profile: PROFILES.sealed, key: { pin: 'someone else’s' } });
    const kinds = run(world, 60).map(({ kind }) => kind);
    expect(kinds.indexOf('confirmReset')).toBeGreaterThan(-1);
    expect(kinds.indexOf('startReset')).toBeGreaterThan(kinds.indexOf('confirmReset'));
    expect(kinds.indexOf('resetKey')).toBeGreaterThan(kinds.indexOf('startReset'));
    expect(kinds.at(-1)).toBe('done');
  });

  it('refuses a key with an unknown PIN where the profile never resets', () => {
    const world = createWorld({
      profile: { ...PROFILES.sealed, reset: 'never' },
      key: { pin: 'x' },
    });
    expect(run(world, 10).at(-1)).toEqual({
      actor: 'person',
      kind: 'useAnotherKey',
      code: 'key_pin_unknown',
    });
  });
});

describe('nextAction after trouble', () => {
  it('looks before it repeats a POST whose answer was lost, and finds the method', () => {
    const world = createWorld({ profile: PROFILES.sealed, loseReplyOfPost: 1 });
    const kinds = run(world, 60).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'register')).toHaveLength(1);
    expect(kinds).toContain('lookForRegistration');
    expect(world.tenant.methods).toHaveLength(1);
  });

  it('needs two looks a settling time apart before it posts the same attestation again', () => {
    const world = createWorld({ profile: PROFILES.sealed, losePost: 1 });
    const actions = run(world, 60);
    const kinds = actions.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'lookForRegistration')).toHaveLength(2);
    expect(kinds.filter((kind) => kind === 'register')).toHaveLength(2);
    expect(kinds).toContain('waitForTenant');
    expect(kinds.at(-1)).toBe('done');
  });

  it('removes the credential from the key when the tenant refuses it', () => {
    const world = createWorld({ profile: PROFILES.sealed, refusePost: 'model_not_allowed' });
    const last = run(world, 60).at(-1);
    expect(last).toEqual({
      ...{ actor: 'nobody', kind: 'rolledBack', code: 'model_not_allowed', left: null },
    });
    expect(world.key.credentials).toEqual([]);
    expect(world.tenant.methods).toEqual([]);
  });

  it('takes the registration back when the key cannot prove itself', () => {
    const world = createWorld({ profile: PROFILES.sealed, proofFails: true });
    expect(run(world, 60).at(-1)).toEqual({
      ...{ actor: 'nobody', kind: 'rolledBack', code: 'proof_failed', left: null },
    });
    expect(world.tenant.methods).toEqual([]);
    expect(world.key.credentials).toEqual([]);
  });

  it('makes a new credential when the challenge expired before the POST', () => {
    const world = createWorld({
      profile: PROFILES.sealed,
      refusePost: 'challenge_expired',
      refusals: 1,
    });
    expect(run(world, 60).at(-1)?.kind).toBe('done');
    expect(world.tenant.methods).toHaveLength(1);
  });

  it('asks for the bound key when another one is plugged in', () => {
    const world = createWorld({ profile: PROFILES.sealed });
    for (const _ of [1, 2, 3]) world.perform(world.next());
    world.swapKey();
    expect(world.next()).toMatchObject({ actor: 'person', kind: 'wrongKey' });
  });

  it('spends one PIN attempt on a key that may hold another PIN, and none where one was refused', () => {
    const world = createWorld({ profile: PROFILES.sealed });
    for (const _ of [1, 2, 3, 4]) world.perform(world.next());
    world.key.pin = 'unknown';
    expect(world.next()).toMatchObject({ kind: 'issueOptions' });
    // The page was gone before it could say so.
    world.key.pinRetries = 7;
    expect(world.next()).toMatchObject({ kind: 'confirmReset', code: 'key_pin_unknown' });
  });

  it('rolls back without a trace when it is cancelled before anything was done', () => {
    const world = createWorld({ profile: PROFILES.sealed });
    world.perform(world.next());
    world.append({ type: 'cancelled' });
    expect(run(world, 5).at(-1)).toMatchObject({ kind: 'rolledBack', code: 'cancelled' });
  });
});

describe('nextAction when it is cancelled late', () => {
  function proved() {
    const world = createWorld({ profile: PROFILES.sealed });
    while (world.next().kind !== 'applyPolicy') world.perform(world.next());
    return world;
  }

  it('takes a proven registration back as long as nothing old was removed', () => {
    const world = proved();
    world.append({ type: 'cancelled' });
    expect(run(world, 20).at(-1)).toMatchObject({ kind: 'rolledBack', code: 'cancelled' });
    expect(world.tenant.methods).toEqual([]);
    expect(world.key.credentials).toEqual([]);
  });

  it('waits for the key to clean it, and no longer once it is cancelled again', () => {
    const world = proved();
    world.append({ type: 'cancelled' });
    world.perform(world.next());
    world.perform(world.next(), 'unplug');
    expect(world.next()).toMatchObject({ actor: 'page', kind: 'readKey' });
    world.append({ type: 'cancelled' });
    expect(run(world, 5).at(-1)).toMatchObject({ kind: 'rolledBack', code: 'cancelled' });
  });

  it('ends although the key gives no token before its PIN is changed', () => {
    const world = createWorld({ profile: PROFILES.sealed });
    while (world.next().kind !== 'applyPolicy') world.perform(world.next());
    world.perform(world.next(), 'effectWithoutAnswer');
    world.append({ type: 'cancelled' });
    const kinds = run(world, 20).map(({ kind }) => kind);
    expect(kinds).not.toContain('removeCredential');
    expect(kinds.at(-1)).toBe('rolledBack');
    expect(world.tenant.methods).toEqual([]);
  });

  it('has no effect once the policy is applied', () => {
    const world = proved();
    world.perform(world.next());
    world.perform(world.next());
    world.append({ type: 'cancelled' });
    expect(run(world, 5).at(-1)?.kind).toBe('done');
  });
});

describe('nextAction when the key refuses the sealed PIN', () => {
  it.each(['prove', 'applyPolicy'])(
    'takes the registration back at %s, spends no second attempt and asks to erase what else cannot be cleaned',
    (kind) => {
      const world = createWorld({ profile: PROFILES.sealed });
      while (world.next().kind !== kind) world.perform(world.next());
      world.append({ type: 'pinRejected', pinRetries: 7 });
      const actions = run(world, 20);
      expect(actions.map((action) => action.kind)).toEqual([
        'undoRegistration',
        'confirmReset',
        'startReset',
        'resetKey',
        'rollBack',
        'rolledBack',
      ]);
      expect(actions.at(-1)).toMatchObject({ code: 'key_pin_unknown' });
      expect(world.tenant.methods).toEqual([]);
    },
  );
});

describe('nextAction from any prefix of any journal', () => {
  const fault = fc.constantFrom(
    ...(['none', 'crash', 'effectWithoutAnswer', 'unplug', 'swap'] as const),
    ...(['cancel', 'stepFails', 'holderRegisters', 'late'] as const),
  );
  // Trouble begins anywhere on the way, not only on its first steps.
  const faults = fc
    .tuple(fc.nat(14), fc.array(fault, { maxLength: 60 }))
    .map(([steps, troubles]) => [...Array<'none'>(steps).fill('none'), ...troubles]);
  const settings = fc.record({
    profile: fc.constantFrom(...Object.values(PROFILES)),
    pin: fc.constantFrom(null, 'someone else’s'),
    serial: fc.constantFrom(null, '12345678'),
    losePost: fc.nat(3),
    loseReplyOfPost: fc.nat(3),
    refusePost: fc.constantFrom(
      undefined,
      'model_not_allowed',
      'challenge_expired',
      'graph_conflict',
    ),
    refusals: fc.nat(4),
    proofFails: fc.boolean(),
    credentialManagement: fc.boolean(),
    overwrites: fc.boolean(),
  });

  it('reaches done, rolled back or a person, and nothing is lost or doubled on the way', () => {
    fc.assert(
      fc.property(settings, faults, (options, schedule) => {
        const world = createWorld({
          ...options,
          key: { pin: options.pin, serial: options.serial },
          methodsBefore: ['old-1'],
        });
        for (const fault of schedule) {
          const action = world.next();
          if (END_KINDS.includes(action.kind)) break;
          world.perform(action, fault);
          world.judge();
        }
        world.calm();
        let last: Action = world.next();
        for (let step = 0; step < 200; step += 1) {
          last = world.next();
          if (last.actor === 'nobody' || world.isAtRest(last)) break;
          world.perform(last);
          world.judge();
        }
        expect(last.actor === 'nobody' || world.isAtRest(last)).toBe(true);
        world.judgeAtRest(last);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the same answer for the same journal, from every prefix of it', () => {
    const world = createWorld({ profile: PROFILES.sealed });
    run(world, 40);
    const journal: readonly JournalEntry[] = world.journal;
    for (let length = 1; length <= journal.length; length += 1) {
      const state = foldJournal(journal.slice(0, length));
      const seen = { key: null, now: '2026-01-01T00:00:00.000Z', settleMs: 60_000 };
      expect(nextAction(state, seen)).toEqual(nextAction(state, seen));
      expect(state.seq).toBe(length);
    }
  });
});

describe('foldJournal', () => {
  it('refuses a journal that does not begin with its start', () => {
    expect(() => foldJournal([])).toThrow(TypeError);
  });
});
