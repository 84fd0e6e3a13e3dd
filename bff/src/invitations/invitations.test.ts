import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACTOR, createTestBench, OPERATOR, type TestBench } from '#bff/enrolment/testBench.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import type { InvitationParts } from './invitationParts.ts';
import { createInvitationService, type InvitationService } from './invitationService.ts';
import { createPassDesk, type PassDesk } from './passDesk.ts';
import { invitationPartsOf, inviteBody, TestAccessPasses } from './testInvitations.ts';
import { tidyInvitations } from './tidyInvitations.ts';

const MINUTE = 60_000;
const viewer = (id: string = OPERATOR, session: string = randomUUID()) => ({
  ...{ id, session },
  requestId: 'request-2',
});

let bench: TestBench;
let passes: TestAccessPasses;
let parts: InvitationParts;
let service: InvitationService;
let desk: PassDesk;
let holder: string;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());
beforeEach(() => {
  use({});
  holder = bench.newHolder();
});

function use(change: Parameters<typeof invitationPartsOf>[2]) {
  passes = new TestAccessPasses(bench);
  parts = invitationPartsOf(bench, passes, change);
  service = createInvitationService(parts);
  desk = createPassDesk(parts);
}

const invite = (change: Parameters<typeof inviteBody>[2] = {}) =>
  service.invite(inviteBody(bench, holder, change), ACTOR);

const passOf = async (id: string) =>
  (await service.list()).invitations.find((one) => one.id === id)?.pass;

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

/** What the audit says about a person, oldest first. */
async function audited(userId: string): Promise<string[]> {
  const text = `concat_ws(' ', action, phase, result)`;
  const rows = await bench.database.sql(
    `select ${text} as line from audit where holder_id = $1 order by seq`,
    [userId],
  );
  return rows.map(({ line }) => line as string);
}

/** Everything that is kept about people, as the database has it. */
async function everythingKept(): Promise<string> {
  const tables = ['invitations', 'access_passes', 'audit', 'outbox', 'idempotency'];
  const all = await Promise.all(
    tables.map((table) => bench.database.sql(`select * from ${table}`)),
  );
  return JSON.stringify(all, (_, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
  );
}

async function noticesTo(userId: string) {
  const rows = await bench.database.sql(
    'select notice from outbox where recipient_id = $1 order by created_at',
    [userId],
  );
  return rows.map(({ notice }) => notice as Record<string, unknown>);
}

describe('an invitation', () => {
  it('issues a pass that works once, writes the intent first, and mails the link without it', async () => {
    passes.languages.set(holder, 'de-AT');
    const invitation = await invite({ message: 'Welcome <b>!', expectedSerial: '4711' });
    expect(invitation).toMatchObject({
      state: 'invited',
      expectedSerial: '4711',
      pass: { state: 'toShow', to: 'operator', viewerId: OPERATOR },
    });
    expect(passes.live.get(holder)).toMatchObject({ isUsableOnce: true, lifetimeMinutes: 60 });
    expect(await audited(holder)).toEqual([
      'invitePerson intent',
      'invitePerson outcome ok',
      'issueAccessPass intent',
      'issueAccessPass outcome ok',
    ]);
    expect(await noticesTo(holder)).toMatchObject([
      { kind: 'invitation', language: 'de', message: 'Welcome <b>!', passTo: 'operator' },
    ]);
    const [secret = ''] = passes.secrets;
    expect(secret).not.toBe('');
    expect(await everythingKept()).not.toContain(secret);
    expect(bench.logLines.join('\n')).not.toContain(secret);
  });

  it.each([
    ['pass_policy_off', () => ({ policy: { ...passes.policy, isEnabled: false } })],
    ['pass_outside_policy', () => ({ isReached: false })],
    ['pass_lifetime_refused', () => ({ policy: { ...passes.policy, minimumLifetimeMinutes: 90 } })],
  ] as const)('is refused before anything is asked of Entra: %s', async (code, change) => {
    Object.assign(passes, change());
    passes.policy = { ...passes.policy, defaultLifetimeMinutes: 60 };
    expect(await codeOf(invite())).toBe(code);
    const { results } = await service.check({ userIds: [holder], pass: {} }, ACTOR);
    expect(results).toEqual([{ userId: holder, problems: [code] }]);
    expect(passes.calls).not.toContain('create');
    expect(await audited(holder)).toEqual([]);
  });

  it('is not for oneself', async () => {
    const own = service.invite(inviteBody(bench, OPERATOR), ACTOR);
    expect(await codeOf(own)).toBe('user_is_self');
    expect(passes.calls).toEqual([]);
  });

  it('needs the version of the profile that was looked at, and one that needs no operator', async () => {
    expect(await codeOf(invite({ profileVersion: 2 }))).toBe('conflict');
    expect(await codeOf(invite({ profileId: 'sealed-letter' }))).toBe('profile_not_remote');
    expect(await codeOf(invite({ profileId: 'nothing' }))).toBe('profile_retired');
    const past = new Date(bench.clock.now - 1).toISOString();
    expect(await codeOf(invite({ expiresAt: past }))).toBe('request_invalid');
  });

  it('is one for each person, until its time has passed', async () => {
    await invite({ expiresAt: new Date(bench.clock.now + 30 * MINUTE).toISOString() });
    passes.live.clear();
    expect(await codeOf(invite())).toBe('invitation_open');
    bench.clock.now += 31 * MINUTE;
    expect(await codeOf(invite())).toBe('done');
    const { invitations } = await service.list();
    const mine = invitations.filter(({ person }) => person.id === holder);
    expect(mine.map(({ state }) => state)).toEqual(['invited', 'expired']);
  });

  it('leaves nothing behind when Entra certainly issued no pass', async () => {
    passes.fail('create', 'graph_throttled');
    expect(await codeOf(invite())).toBe('graph_throttled');
    expect((await service.list()).invitations.some(({ person }) => person.id === holder)).toBe(
      false,
    );
    expect((await audited(holder)).at(-1)).toBe('issueAccessPass outcome graph_throttled');
    expect(await codeOf(invite())).toBe('done');
  });
});

describe('a pass whose answer was lost', () => {
  it('is looked for, called lost and never asked for again by itself', async () => {
    passes.fail('create', 'lostAfter');
    const invitation = await invite();
    expect(invitation.pass).toMatchObject({ state: 'lost' });
    expect(passes.calls.filter((call) => call === 'create')).toHaveLength(1);
    expect(await noticesTo(holder)).toEqual([]);
    const shown = desk.disclose('operator', invitation.id, viewer());
    expect(await codeOf(shown)).toBe('not_found');

    const again = { pass: {}, replacePass: false };
    expect(await codeOf(service.issueAgain(invitation.id, again, ACTOR))).toBe('pass_exists');
    const replaced = await service.issueAgain(
      invitation.id,
      { ...again, replacePass: true },
      ACTOR,
    );
    expect(replaced.pass).toMatchObject({ state: 'toShow' });
    expect(await noticesTo(holder)).toMatchObject([{ kind: 'invitation' }]);
    expect((await audited(holder)).slice(2)).toEqual([
      'issueAccessPass intent',
      'issueAccessPass outcome graph_outcome_unknown',
      'showAccessPass intent',
      'showAccessPass outcome not_found',
      'issueAccessPass intent',
      'deleteAccessPass intent',
      'deleteAccessPass outcome ok',
      'issueAccessPass outcome ok',
    ]);
  });

  it('is deleted with the invitation, found by its age where its id is not known', async () => {
    const created = passes.create.bind(passes);
    passes.create = async (...args) => {
      await created(...args);
      passes.fail('find', 'graph_unavailable');
      throw new GraphError('graph_outcome_unknown', 'as the test wants it');
    };
    const { id, pass } = await invite();
    expect(pass).toMatchObject({ state: 'lost' });
    const cancelled = await service.cancel(id, ACTOR);
    expect(cancelled).toMatchObject({ state: 'cancelled', pass: { state: 'over' } });
    expect(passes.live.has(holder)).toBe(false);
  });
});

describe('a pass that the person could use', () => {
  it('is not replaced unless somebody says so', async () => {
    await passes.create(holder, { lifetimeMinutes: 60 });
    const foreign = passes.live.get(holder)?.id;
    expect(await codeOf(invite())).toBe('pass_exists');
    expect(passes.live.get(holder)?.id).toBe(foreign);
    const checked = await service.check({ userIds: [holder], pass: {} }, ACTOR);
    expect(checked.results).toEqual([{ userId: holder, problems: ['pass_exists'] }]);
    await invite({ replacePass: true });
    expect(passes.live.get(holder)?.id).not.toBe(foreign);
  });

  it('stays where its deletion is not known to have worked', async () => {
    await passes.create(holder, { lifetimeMinutes: 60 });
    passes.calls.length = 0;
    passes.fail('remove', 'lostBefore');
    expect(await codeOf(invite({ replacePass: true }))).toBe('graph_unavailable');
    expect(passes.calls).not.toContain('create');
    passes.fail('remove', 'lostAfter');
    expect(await codeOf(invite({ replacePass: true }))).toBe('done');
  });
});

describe('a pass that another one was to replace', () => {
  const again = { pass: {}, replacePass: true };
  it('counts again where it could not be deleted, and goes with the invitation', async () => {
    const { id } = await invite();
    const first = passes.live.get(holder)?.id;
    passes.fail('remove', 'graph_unavailable');
    expect(await codeOf(service.issueAgain(id, again, ACTOR))).toBe('graph_unavailable');
    expect(passes.live.get(holder)?.id).toBe(first);
    // Its text went when the new one was asked for.
    expect(await passOf(id)).toMatchObject({ state: 'lost' });
    await service.cancel(id, ACTOR);
    expect(passes.live.has(holder)).toBe(false);
  });

  it('still counts as seen', async () => {
    const { id } = await invite();
    const me = viewer();
    const { reservationId } = await desk.disclose('operator', id, me);
    await desk.confirm(id, reservationId, me);
    passes.fail('remove', 'graph_unavailable');
    expect(await codeOf(service.issueAgain(id, again, ACTOR))).toBe('graph_unavailable');
    expect(await passOf(id)).toMatchObject({ state: 'shown' });
  });

  it('is over where it is gone and no other one came', async () => {
    const { id } = await invite();
    passes.fail('create', 'graph_throttled');
    expect(await codeOf(service.issueAgain(id, again, ACTOR))).toBe('graph_throttled');
    expect(passes.live.has(holder)).toBe(false);
    expect(await passOf(id)).toMatchObject({ state: 'over' });
  });

  it('goes with the invitation that was cancelled in the middle of it', async () => {
    const { id } = await invite();
    const removed = passes.remove.bind(passes);
    passes.remove = async () => {
      passes.remove = removed;
      await service.cancel(id, ACTOR);
      throw new GraphError('graph_unavailable', 'as the test wants it');
    };
    expect(await codeOf(service.issueAgain(id, again, ACTOR))).toBe('graph_unavailable');
    expect(passes.live.has(holder)).toBe(false);
    expect(await passOf(id)).toMatchObject({ state: 'over' });
  });
});

describe('showing a pass', () => {
  it('gives it once, to who issued it, and destroys it when it was seen', async () => {
    const { id } = await invite();
    const me = viewer();
    const shown = await desk.disclose('operator', id, me);
    expect(shown.pass.reveal()).toBe(passes.secrets.at(-1));
    const repeated = await desk.disclose('operator', id, me);
    expect(repeated.reservationId).toBe(shown.reservationId);
    expect(await codeOf(desk.disclose('operator', id, viewer()))).toBe('pass_shown_elsewhere');
    await desk.confirm(id, shown.reservationId, me);
    const [row] = await bench.database.sql(
      'select ciphertext, wrapped_key, state from access_passes where invitation_id = $1',
      [id],
    );
    expect(row).toEqual({ ciphertext: null, wrapped_key: null, state: 'shown' });
    expect(await codeOf(desk.disclose('operator', id, me))).toBe('pass_already_shown');
    expect(await passOf(id)).toMatchObject({ state: 'shown' });
    expect((await audited(holder)).filter((line) => line.startsWith('confirm'))).toEqual([
      'confirmAccessPass intent',
      'confirmAccessPass outcome ok',
    ]);
  });

  it('refuses everybody else, another operator too, and raises an alert', async () => {
    const { id } = await invite();
    for (const other of [viewer(randomUUID()), viewer(holder)]) {
      expect(await codeOf(desk.disclose('operator', id, other))).toBe('session_forbidden');
    }
    expect(await codeOf(desk.disclose('manager', id, viewer()))).toBe('session_forbidden');
    const alerts = (await audited(holder)).filter((line) => line.startsWith('alert'));
    expect(alerts).toHaveLength(3);
  });

  it('is for the manager where a setting says so, who gets a mail without it', async () => {
    use({ passTo: 'manager' });
    expect(await codeOf(invite())).toBe('manager_missing');
    const manager = bench.newHolder();
    passes.managers.set(holder, manager);
    const { id } = await invite();
    expect(await noticesTo(manager)).toMatchObject([{ kind: 'passToHandOver' }]);
    expect(await codeOf(desk.disclose('operator', id, viewer()))).toBe('session_forbidden');
    expect(await codeOf(desk.disclose('manager', id, viewer(holder)))).toBe('session_forbidden');
    const { passes: waiting } = await desk.list(manager);
    expect(waiting.map(({ invitationId }) => invitationId)).toEqual([id]);
    expect(await desk.list(holder)).toEqual({ passes: [] });
    const shown = await desk.disclose('manager', id, viewer(manager));
    expect(shown.pass.reveal()).toBe(passes.secrets.at(-1));
  });

  it('ends with its time, and a moved envelope opens nothing', async () => {
    const { id } = await invite();
    const other = randomUUID();
    await bench.database.sql('update access_passes set viewer_id = $2 where invitation_id = $1', [
      id,
      other,
    ]);
    expect(await codeOf(desk.disclose('operator', id, viewer(other)))).toBe('escrow_unreadable');
    expect((await audited(holder)).at(-1)).toBe('showAccessPass outcome escrow_unreadable');
    await bench.database.sql('update access_passes set viewer_id = $2 where invitation_id = $1', [
      id,
      OPERATOR,
    ]);
    bench.clock.now += 61 * MINUTE;
    expect(await codeOf(desk.disclose('operator', id, viewer()))).toBe('pass_gone');
    await tidyInvitations(parts);
    const [row] = await bench.database.sql(
      'select ciphertext, state from access_passes where invitation_id = $1',
      [id],
    );
    expect(row).toEqual({ ciphertext: null, state: 'over' });
    expect((await audited(holder)).at(-1)).toBe('destroyAccessPass outcome ok');
  });
});

describe('the end of an invitation', () => {
  it('by cancelling deletes the pass, and is safe to repeat', async () => {
    const { id } = await invite();
    passes.fail('remove', 'graph_unavailable');
    expect(await service.cancel(id, ACTOR)).toMatchObject({
      state: 'cancelled',
      pass: { state: 'deleting' },
    });
    expect(await codeOf(desk.disclose('operator', id, viewer()))).toBe('pass_gone');
    expect(passes.live.has(holder)).toBe(true);
    bench.clock.now += MINUTE;
    await tidyInvitations(parts);
    expect(passes.live.has(holder)).toBe(false);
    expect(await service.cancel(id, ACTOR)).toMatchObject({ pass: { state: 'over' } });
    const again = service.issueAgain(id, { pass: {}, replacePass: false }, ACTOR);
    expect(await codeOf(again)).toBe('invitation_over');
    expect((await audited(holder)).slice(4)).toEqual([
      'cancelInvitation intent',
      'cancelInvitation outcome ok',
      'deleteAccessPass intent',
      'deleteAccessPass outcome graph_unavailable',
      'showAccessPass intent',
      'showAccessPass outcome pass_gone',
      'deleteAccessPass intent',
      'deleteAccessPass outcome ok',
    ]);
  });

  it('comes with its day, and deletes the pass', async () => {
    const soon = new Date(bench.clock.now + 10 * MINUTE).toISOString();
    const { id } = await invite({ expiresAt: soon });
    bench.clock.now += 10 * MINUTE;
    await tidyInvitations(parts);
    expect(passes.live.has(holder)).toBe(false);
    expect(await codeOf(service.cancel(id, ACTOR))).toBe('invitation_over');
  });

  it('while Entra is still asked deletes what comes of it', async () => {
    const created = passes.create.bind(passes);
    passes.create = async (...args) => {
      const [row] = await bench.database.sql('select id from invitations where user_id = $1', [
        holder,
      ]);
      await service.cancel(String(row?.['id']), ACTOR);
      return created(...args);
    };
    expect(await invite()).toMatchObject({ state: 'cancelled', pass: { state: 'deleting' } });
    await tidyInvitations(parts);
    expect(passes.live.has(holder)).toBe(false);
    expect(await noticesTo(holder)).toEqual([]);
  });
});

describe('a reminder', () => {
  it('mails the link again, not oftener than every ten minutes', async () => {
    const { id } = await invite();
    expect(await codeOf(service.remind(id, ACTOR))).toBe('rate_limited');
    bench.clock.now += 10 * MINUTE;
    expect(await service.remind(id, ACTOR)).toMatchObject({ remindedAt: expect.any(String) });
    expect(await noticesTo(holder)).toMatchObject([{ isReminder: false }, { isReminder: true }]);
    use({ sendsMail: false });
    expect(await codeOf(service.remind(id, ACTOR))).toBe('conflict');
  });
});
