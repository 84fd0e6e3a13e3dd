import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { performOnPage, runToRest } from '#bff/enrolment/testBench.ts';
import type { TestKey } from '#bff/enrolment/testKey.ts';
import { createInvitationService } from '#bff/invitations/invitationService.ts';
import { inviteBody } from '#bff/invitations/testInvitations.ts';
import type { Enrolment } from '#shared/api/index.ts';
import {
  ACTIONS,
  CALLERS,
  type CallerLetter,
  EXPECTED,
  type TestedAction,
} from './expectations.ts';
import { BEGINNER, createGuardBench, type GuardBench } from './guardBench.ts';
import { NOTHING, TARGETS } from './targets.ts';

/** What somebody begins for a person as long as nothing is special about them. */
interface Begun {
  readonly holder: string;
  readonly id: string;
  readonly seq: number;
  readonly key: TestKey;
}

const LETTERS = Object.keys(CALLERS) as CallerLetter[];
const PEOPLE = 1_200;
const MANAGER = 'lee.gu@contoso.example';
const SLOW_MS = 120_000;

describe('who may do what to whom', () => {
  let guard: GuardBench;
  beforeAll(async () => {
    guard = await createGuardBench(PEOPLE);
  }, SLOW_MS);
  afterAll(() => guard.close());

  const invitations = () => createInvitationService(guard.invitationParts);

  async function runUntil(kind: string, first: Enrolment, key: TestKey): Promise<Enrolment> {
    let enrolment = first;
    for (let step = 0; enrolment.action.kind !== kind; step += 1) {
      if (step > 30) throw new Error(`never came to ${kind}`);
      enrolment = await performOnPage(guard.bench, guard.bench.enrolments, key, enrolment);
    }
    return enrolment;
  }

  async function batchOf(holder: string, profileId: string): Promise<string> {
    const { batches } = guard.bench;
    const said = { name: 'A batch', profileId, assignment: 'next' } as const;
    const made = { ...said, resetsConfirmed: false, challengeMinutes: 5 };
    const { id } = await batches.create(made, BEGINNER);
    await batches.addPeople(id, { people: [{ userId: holder, serial: null }] }, BEGINNER);
    await batches.changeState(id, { to: 'running' }, BEGINNER);
    return id;
  }

  async function invitationOf(holder: string, by: Actor): Promise<string> {
    guard.invitationParts.passTo = 'operator';
    return (await invitations().invite(inviteBody(guard.bench, holder), by)).id;
  }

  /** Brings an enrolment to right before the action, at which it waits for the next request. */
  async function begin(action: TestedAction, holder: string, as: CallerLetter): Promise<Begun> {
    const { bench } = guard;
    const key = bench.newKey();
    const nothing = { holder, id: '', seq: 0, key };
    const run = async (profileId: string, kind: string | null) => {
      const first = await bench.start(holder, key, profileId);
      const rest =
        kind === null
          ? (await runToRest(bench, key, first)).enrolment
          : await runUntil(kind, first, key);
      return { holder, key, id: rest.id, seq: rest.seq };
    };
    switch (action) {
      case 'next':
        return { ...nothing, id: await batchOf(holder, 'new-colleague') };
      case 'register':
        bench.directory.fail('createPasskey', 'graph_throttled');
        return run('new-colleague', 'waitForTenant');
      case 'removeOldKey':
        bench.directory.addPasskey(holder);
        bench.directory.fail('deletePasskey', 'graph_unavailable');
        return run('replacement', 'waitForTenant');
      case 'undo':
        return run('new-colleague', 'prove');
      case 'showPin':
        return run('operator-tells', null);
      case 'letter':
        return run('sealed-letter', null);
      case 'letters': {
        const id = await batchOf(holder, 'sealed-letter');
        const { enrolment } = await bench.batches.next(id, { key: key.plugged() }, BEGINNER);
        await runToRest(bench, key, enrolment);
        return { ...nothing, id };
      }
      case 'revealOwn':
        return run('new-colleague', null);
      case 'invite':
        guard.tenant.faults.changePerson(holder, { managerId: MANAGER });
        return nothing;
      case 'issuePass':
        return { ...nothing, id: await invitationOf(holder, BEGINNER) };
      case 'showPass': {
        // Who asks is who issued it: nothing but their role and the person is left to refuse them.
        const issuer = { ...BEGINNER, id: guard.callerIds[as] };
        return {
          ...nothing,
          id: await invitationOf(holder, issuer.id === holder ? BEGINNER : issuer),
        };
      }
      case 'takeAway':
      case 'lose':
      case 'rename':
        bench.directory.addPasskey(holder);
        return { ...nothing, id: bench.directory.addPasskey(holder).id };
      case 'disown': {
        await run('new-colleague', null);
        const [event] = (await bench.database.sql(
          'select id from key_events where holder_id = $1 order by at desc limit 1',
          [holder],
        )) as { id: string }[];
        return { ...nothing, id: event?.id ?? '' };
      }
      default:
        return nothing;
    }
  }

  /** Whether it was done; where not, Entra was asked for no pass, and to delete none. */
  async function issues(ask: () => Promise<boolean>): Promise<boolean> {
    const before = guard.passCalls.length;
    const isDone = await ask();
    if (!isDone) expect(guard.passCalls.slice(before)).toEqual([]);
    return isDone;
  }

  const passkeysOf = (holder: string) => guard.bench.directory.passkeys.get(holder) ?? [];

  /** Asks as the caller, and looks whether it was done. */
  async function attempt(as: CallerLetter, action: TestedAction, begun: Begun): Promise<boolean> {
    const { call } = guard;
    const { holder, id, key, seq } = begun;
    const ok = async (method: string, path: string, body?: unknown) =>
      (await call(as, method, path, body)).status < 300;
    const before = passkeysOf(holder).map((one) => one.id);
    const goOn = () =>
      ok('POST', `/enrolments/${id}/events`, {
        ...{ seq, event: { type: 'keySeen' } },
        key: key.plugged(),
      });
    switch (action) {
      case 'look':
        return ok('GET', `/users/${holder}`);
      case 'start':
        return ok('POST', '/enrolments', { userId: holder, profileId: 'new-colleague' });
      case 'next':
        return ok('POST', `/batches/${id}/next`, { key: key.plugged() });
      case 'register':
        await goOn();
        return passkeysOf(holder).length > before.length;
      case 'removeOldKey':
        await goOn();
        return !passkeysOf(holder).some((one) => one.id === before[0]);
      case 'undo':
        await ok('POST', `/enrolments/${id}/cancel`, { keyIsLost: true });
        return passkeysOf(holder).length < before.length;
      case 'showPin':
        return ok('POST', `/enrolments/${id}/pin`);
      case 'letter':
        return ok('POST', `/enrolments/${id}/letter`);
      case 'letters':
        return ok('POST', `/batches/${id}/letters`);
      case 'suspend':
        return ok('POST', `/operators/${holder}/suspension`, { suspended: true });
      case 'scope':
        return ok('POST', '/operators/scopes', {
          basedOn: 0,
          subject: { kind: 'operator', id: holder },
          ...{ scope: { kind: 'everyone' }, granted: true },
        });
      case 'revealOwn':
        return ok('POST', `/me/pins/${id}/reveal`);
      case 'invite':
        guard.invitationParts.passTo = 'manager';
        return issues(() => ok('POST', '/invitations', inviteBody(guard.bench, holder)));
      case 'issuePass':
        return issues(() =>
          ok('POST', `/invitations/${id}/passes`, { pass: {}, replacePass: true }),
        );
      case 'showPass':
        return ok('POST', `/invitations/${id}/pass`);
      case 'takeAway':
        return ok('POST', '/me/keys/remove', { methodId: id, seen: before, isLast: true });
      case 'lose':
        return ok('POST', '/me/keys/lost', { methodId: id, seen: before, isLast: true });
      case 'rename':
        return ok('POST', '/me/keys/rename', { methodId: id, displayName: 'Mine' });
      case 'disown':
        return ok('POST', '/me/key-events/report', { eventId: id });
    }
  }

  const openOf = async (holder: string) =>
    guard.bench.database.sql(`select id from enrolments where holder_id = $1 and state = 'open'`, [
      holder,
    ]);

  /** Begins with somebody plain, makes them what the row says, and lets a minute pass. */
  async function prepare(
    target: string,
    action: TestedAction,
    holder: string,
    as: CallerLetter,
  ): Promise<Begun> {
    guard.tenant.faults.changePerson(holder, NOTHING);
    guard.aMinuteLater();
    const begun = await begin(action, holder, as);
    guard.tenant.faults.changePerson(holder, TARGETS[target] ?? {});
    if (target === 'breakGlass') guard.breakGlassIds.push(holder);
    guard.aMinuteLater();
    return begun;
  }

  async function outcomesOf(target: string, action: TestedAction): Promise<string> {
    let worked = '';
    let shared: Begun | null = null;
    // First those who change nothing: what was begun for one of them serves the next one too.
    for (const as of [...LETTERS].reverse()) {
      const isSelf = target === 'self';
      const holder = isSelf ? guard.callerIds[as] : guard.newPerson;
      const isOfInvitations = action === 'invite' || action === 'showPass';
      const mayChange = as === 'A' || as === 'O' || isOfInvitations || isSelf || shared === null;
      const begun: Begun = mayChange
        ? await prepare(target, action, typeof holder === 'string' ? holder : holder(), as)
        : (shared ?? (await prepare(target, action, guard.newPerson(), as)));
      shared = begun;
      const isDone = await attempt(as, action, begun);
      if (isDone) worked = `${as}${worked}`;
      if (!isDone && (action === 'start' || action === 'next')) {
        expect(await openOf(begun.holder)).toEqual([]);
      }
      if (isSelf) await clean(begun.holder);
    }
    return worked === '' ? '-' : worked;
  }

  /** Whoever is their own target is one again for the next action. */
  async function clean(holder: string): Promise<void> {
    for (const { id } of (await openOf(holder)) as { id: string }[]) {
      await guard.bench.enrolments.cancel(id, { keyIsLost: true }, BEGINNER);
    }
    for (const { id, person, state } of (await invitations().list()).invitations) {
      const isTheirs = person.id === holder && state !== 'cancelled';
      if (isTheirs) await invitations().cancel(id, BEGINNER);
    }
  }

  it.each(EXPECTED)(
    'is for $target as the table says, for each action and each caller',
    async ({ target, may }) => {
      const found: Record<string, string> = {};
      for (const action of ACTIONS) found[action] = await outcomesOf(target, action);
      expect(found).toEqual(may);
    },
    SLOW_MS,
  );

  it('has 2,052 cells', () => {
    expect(EXPECTED.map(({ target }) => target)).toEqual(Object.keys(TARGETS));
    expect(EXPECTED.length * ACTIONS.length * LETTERS.length).toBe(2_052);
  });
});
