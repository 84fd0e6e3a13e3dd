import { describe, expect, it } from 'vitest';
import type { Action } from './action.ts';
import { foldJournal } from './enrolmentState.ts';
import type { JournalEvent } from './journal.ts';
import { createWorld, PROFILES, type WorldOptions } from './modelWorld.ts';
import { progress } from './progress.ts';
import { restingPoint } from './restingPoint.ts';

type World = ReturnType<typeof createWorld>;

const sealed = { profile: PROFILES.sealed };
const typed = { profile: PROFILES.typed };
const stubborn = { overwrites: false } as const;

/** Left with the key told to make its credential and no answer of it; made or not. */
function leftUnheard(options: WorldOptions, isMade = true): World {
  const world = createWorld(options);
  while (world.next().kind !== 'makeCredential') world.perform(world.next());
  world.perform(world.next(), isMade ? 'effectWithoutAnswer' : 'unplug');
  return world;
}

function cancelled(options: WorldOptions, isMade = true): World {
  const world = leftUnheard(options, isMade);
  world.append({ type: 'cancelled' });
  return world;
}

function run(world: World): { kinds: string[]; last: Action } {
  world.calm();
  const kinds: string[] = [];
  for (let step = 0; step < 60; step += 1) {
    const last = world.next();
    kinds.push(last.kind);
    if (last.actor === 'nobody') return { kinds, last };
    world.perform(last);
  }
  throw new TypeError(`no end: ${kinds.join(' ')}`);
}

describe('taking back an enrolment of which the key may hold an unheard credential', () => {
  it.each<[string, WorldOptions, boolean, string[]]>([
    ['made', sealed, true, ['readKey', 'findCredentials', 'removeCredential']],
    ['not made', sealed, false, ['readKey', 'findCredentials']],
    [
      'made, where somebody knows the PIN',
      typed,
      true,
      [
        ...['readKey', 'findCredentials', 'lookForFound', 'waitForTenant', 'lookForFound'],
        'removeCredential',
      ],
    ],
    [
      'made, on a key that lists nothing',
      { ...sealed, credentialManagement: false },
      true,
      ['readKey', 'confirmReset', 'startReset', 'resetKey'],
    ],
  ])('%s', (_, options, isMade, kinds) => {
    const world = cancelled(options, isMade);
    expect(run(world)).toEqual({
      kinds: [...kinds, 'rollBack', 'rolledBack'],
      last: { actor: 'nobody', kind: 'rolledBack', code: 'cancelled', left: null },
    });
    expect(world.key.credentials).toEqual([]);
  });

  it('asks for no key where the key was told nothing yet', () => {
    const world = createWorld(sealed);
    while (world.next().kind !== 'makeCredential') world.perform(world.next());
    world.append({ type: 'cancelled' });
    world.key.pin = 'not looked at';
    expect(run(world).kinds).toEqual(['rollBack', 'rolledBack']);
  });

  it.each<[string, WorldOptions, (world: World) => void, string]>([
    ['it is given up', sealed, (world) => world.append({ type: 'cancelled' }), 'cancelled'],
    [
      'it lists nothing and is not to be erased',
      { ...typed, credentialManagement: false },
      () => undefined,
      'command_unsupported',
    ],
    [
      'it wants its PIN changed and is not to be erased',
      typed,
      ({ key }) => Object.assign(key, { forcePinChange: true }),
      'pin_change_required',
    ],
    [
      'its PIN is blocked and it is not to be erased',
      typed,
      ({ key }) => Object.assign(key, { pinRetries: 0 }),
      'pin_blocked',
    ],
  ])('says that one may be left on the key when %s', (_, options, happens, left) => {
    const world = cancelled(options);
    happens(world);
    expect(run(world).last).toMatchObject({ kind: 'rolledBack', code: 'cancelled', left });
  });

  it('erases a key that wants its PIN changed first, after a word', () => {
    const world = cancelled(sealed);
    world.key.forcePinChange = true;
    const { kinds, last } = run(world);
    expect(kinds).toContain('confirmReset');
    expect(last).toMatchObject({ left: null });
    expect(world.key.credentials).toEqual([]);
  });

  it('asks nothing of a key that was erased meanwhile', () => {
    const world = cancelled(sealed);
    Object.assign(world.key, { pin: null, credentials: [] });
    expect(run(world).kinds).toEqual(['readKey', 'rollBack', 'rolledBack']);
  });

  it('stays taken back for the reason it was refused for when its key is erased', () => {
    const world = createWorld({
      ...{ ...sealed, credentialManagement: false, refusePost: 'model_not_allowed' },
    });
    const { kinds, last } = run(world);
    expect(kinds.filter((kind) => kind === 'makeCredential')).toHaveLength(1);
    expect(last).toMatchObject({ kind: 'rolledBack', code: 'model_not_allowed', left: null });
  });

  it('leaves alone what the holder has registered by themself meanwhile', () => {
    const world = cancelled(typed);
    world.perform(world.next(), 'holderRegisters');
    expect(run(world).last).toMatchObject({ left: null });
    expect(world.key.credentials).toEqual(['own']);
    expect(world.tenant.methods).toEqual(['m-own']);
  });

  it('rests with its key to be plugged in, so that it can be cleaned', () => {
    const { journal } = cancelled(sealed);
    const now = journal.at(-1)?.at ?? '';
    const { next } = restingPoint(foldJournal(journal), { now, settleMs: 60_000 });
    expect(next).toMatchObject({ kind: 'takeBack', code: 'cancelled' });
    const bare = cancelled({ ...sealed, credentialManagement: false });
    const asked = restingPoint(foldJournal(bare.journal), { now, settleMs: 60_000 });
    expect(asked.next).toMatchObject({ kind: 'confirmReset', code: 'command_unsupported' });
  });
});

describe('carrying on an enrolment of which the key may hold an unheard credential', () => {
  it.each<[string, WorldOptions, string[]]>([
    ['overwrites, as it must', sealed, ['findCredentials']],
    ['does not overwrite', { ...sealed, ...stubborn }, ['findCredentials', 'removeCredential']],
  ])('looks at a key that %s before its PIN has to be changed', (_, options, cleaning) => {
    const world = leftUnheard(options);
    const { kinds, last } = run(world);
    const at = kinds.indexOf('prove') + 1;
    expect(kinds.slice(at, at + cleaning.length + 1)).toEqual([...cleaning, 'applyPolicy']);
    expect(last.kind).toBe('done');
    expect(world.key.credentials).toEqual(['c2']);
  });

  it('looks for a voided credential as well', () => {
    const world = createWorld({
      ...{ ...sealed, ...stubborn, refusePost: 'challenge_expired', refusals: 1 },
    });
    expect(run(world).kinds).toEqual(expect.arrayContaining(['findCredentials', 'done']));
    expect(world.key.credentials).toEqual(['c2']);
  });

  it('asks nothing of a key that heard of one try only', () => {
    expect(run(createWorld(sealed)).kinds).not.toContain('findCredentials');
  });

  it('keeps no good key from its holder because it will not be looked at', () => {
    const world = leftUnheard(sealed);
    world.calm();
    while (world.next().kind !== 'findCredentials') world.perform(world.next());
    expect(stepOf(world)).toBe('policy');
    for (const _ of [1, 2]) world.perform(world.next(), 'stepFails');
    expect(run(world).last.kind).toBe('done');
  });
});

describe('a journal of an early version', () => {
  const options: JournalEvent = {
    ...{ type: 'optionsIssued', options: '{}', clientDataJson: '{}' },
    expiresAt: '2026-01-01T00:05:00.000Z',
  };

  function early(): World {
    const world = createWorld(sealed);
    while (world.next().kind !== 'issueOptions') world.perform(world.next());
    world.append(options);
    return world;
  }

  it('counts a try with its options, since nothing announced it', () => {
    const world = early();
    world.append({ type: 'cancelled' });
    expect(run(world).kinds).toContain('findCredentials');
  });

  it('goes on without a look where its first try was heard of', () => {
    const world = early();
    world.append({
      ...{ type: 'credentialMade', credentialId: 'c0', attestationObject: '' },
      ...{ publicKey: '', aaguid: 'a' },
    });
    expect(foldJournal(world.journal)).toMatchObject({
      ...{ unheardTries: 0, isOverwriteUnchecked: false },
    });
  });

  it('means everything that was known by a removal without an id, and no word by an end without one', () => {
    const world = early();
    for (const event of [
      { type: 'credentialRemoved' },
      { type: 'rolledBack', code: 'cancelled' },
    ] as const) {
      world.append(event);
    }
    expect(foldJournal(world.journal)).toMatchObject({
      ...{ credential: null, options: null, orphanCredentialId: null },
      end: { kind: 'rolledBack', code: 'cancelled', left: null },
    });
  });
});

function stepOf(world: World): string | undefined {
  const steps = progress(foldJournal(world.journal), world.next());
  return steps.find(({ state }) => state === 'current')?.name;
}
