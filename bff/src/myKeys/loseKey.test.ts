import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestBench, OPERATOR, type TestBench } from '#bff/enrolment/testBench.ts';
import { createInvitationService } from '#bff/invitations/invitationService.ts';
import { invitationPartsOf, inviteBody } from '#bff/invitations/testInvitations.ts';
import { keyHolderOf } from './testKeyHolder.ts';

let bench: TestBench;
let holder: ReturnType<typeof keyHolderOf>;

beforeAll(async () => {
  bench = await createTestBench();
  holder = keyHolderOf(bench);
});
afterAll(() => bench.close());
beforeEach(() => {
  bench.directory.calm();
  holder.arrive();
});

const lose = (methodId: string, seen: readonly string[] = [methodId]) =>
  holder.call('POST', '/me/keys/lost', { methodId, seen, isLast: true });
const deletes = () => bench.directory.calls.filter((call) => call === 'deletePasskey').length;
const lostOf = async () => {
  holder.signIn({ roles: ['Operator'] });
  const { lost } = (await holder.call('GET', '/lost-keys')).body as {
    lost: { person: { id: string }; isRemoved: boolean }[];
  };
  holder.signIn({});
  return lost.filter(({ person }) => person.id === holder.id);
};

describe('a lost key', () => {
  it('is taken out, its PIN destroyed, sessions ended, and everybody told who has to know', async () => {
    const { enrolmentId, methodId } = await holder.enrolled();
    expect(await holder.pinState(enrolmentId)).toBe('waiting');
    expect(await lose(methodId)).toMatchObject({
      status: 200,
      body: {
        ...{ key: 'removed', pin: 'destroyed', sessions: 'ended' },
        told: { operator: true, operatorName: 'Omar Haddad', alerts: true },
      },
    });
    expect(holder.methods()).toEqual([]);
    expect(await holder.pinState(enrolmentId)).toBe('shredded, gone');
    expect(bench.directory.sessionsEnded).toContain(holder.id);
    expect((await holder.audited()).slice(-6)).toEqual([
      ...['loseKey intent', 'shredPin outcome ok', 'alert outcome ok', 'loseKey outcome ok'],
      ...['revokeSessions intent', 'revokeSessions outcome ok'],
    ]);
    const notices = await holder.notices();
    expect(notices).toContainEqual({ kind: 'keyLost', to: OPERATOR });
    expect(notices).toContainEqual({ kind: 'alert', to: null });
    expect(notices).toContainEqual({ kind: 'keyRemoved', to: holder.id });
  });

  it('that was never enrolled here is lost all the same', async () => {
    const { id } = bench.directory.addPasskey(holder.id);
    expect((await lose(id)).body).toMatchObject({
      ...{ key: 'removed', pin: 'none' },
      told: { operator: false, operatorName: null, alerts: true },
    });
  });

  it('wants a yes where it is the last one that works, as any key does', async () => {
    const { id } = bench.directory.addPasskey(holder.id);
    const asked = await holder.call('POST', '/me/keys/lost', { methodId: id, seen: [id] });
    expect(asked).toMatchObject({ status: 409, body: { code: 'last_key' } });
    expect(holder.methods()).toEqual([id]);
  });

  it.each(['graph_unavailable', 'graph_throttled', 'lostBefore'] as const)(
    'is gone after until it is gone, after %s',
    async (fault) => {
      const { enrolmentId, methodId } = await holder.enrolled();
      bench.directory.fail('deletePasskey', fault);
      expect((await lose(methodId)).body).toMatchObject({ key: 'pending', pin: 'destroyed' });
      expect(await holder.pinState(enrolmentId)).toBe('shredded, gone');
      expect(holder.methods()).toEqual([methodId]);
      expect(await lostOf()).toMatchObject([{ isRemoved: false }]);
      bench.directory.fail('deletePasskey', 'graph_unavailable');
      expect(await holder.later()).toBe(1);
      expect(holder.methods()).toEqual([methodId]);
      const before = deletes();
      expect(await holder.later(600_000)).toBe(1);
      expect(deletes()).toBe(before + 1);
      expect(holder.methods()).toEqual([]);
      expect(await lostOf()).toMatchObject([{ isRemoved: true }]);
      expect(await holder.later(3_600_000)).toBe(0);
    },
  );

  it('is looked for before it is asked for again, and told of once', async () => {
    const { methodId } = await holder.enrolled();
    bench.directory.fail('deletePasskey', 'lostAfter');
    expect((await lose(methodId)).body).toMatchObject({ key: 'removed' });
    const before = deletes();
    await holder.later();
    expect(deletes()).toBe(before);
    const told = (await holder.notices()).filter(
      ({ kind, to }) => kind === 'keyRemoved' && to === holder.id,
    );
    expect(told).toHaveLength(1);
  });

  it('that Entra refuses to give up is said to be there', async () => {
    const { methodId } = await holder.enrolled();
    bench.directory.fail('deletePasskey', 'graph_forbidden');
    expect((await lose(methodId)).body).toMatchObject({ key: 'kept', pin: 'destroyed' });
    expect(await lostOf()).toMatchObject([{ isRemoved: false }]);
  });
});

describe('sign-in sessions', () => {
  it('are ended later where Entra does not answer, and called what they are where it refuses', async () => {
    const { id } = bench.directory.addPasskey(holder.id);
    bench.directory.fail('endSessions', 'graph_unavailable');
    expect((await lose(id)).body).toMatchObject({ key: 'removed', sessions: 'pending' });
    expect(await holder.later()).toBe(1);
    expect(bench.directory.sessionsEnded).toContain(holder.id);
    holder.arrive();
    const other = bench.directory.addPasskey(holder.id).id;
    bench.directory.fail('endSessions', 'graph_forbidden');
    expect((await lose(other)).body).toMatchObject({ key: 'removed', sessions: 'refused' });
    expect(await holder.later(3_600_000)).toBe(0);
  });

  it('stay where the settings do not have them ended, also for what was begun before', async () => {
    const { id } = bench.directory.addPasskey(holder.id);
    bench.directory.fail('endSessions', 'graph_unavailable');
    await lose(id);
    const off = keyHolderOf(bench, { sessions: null });
    off.arrive(holder.id);
    expect(await off.later()).toBe(1);
    expect(await off.later(3_600_000)).toBe(0);
    expect(bench.directory.sessionsEnded).not.toContain(holder.id);
    off.arrive();
    const other = bench.directory.addPasskey(off.id).id;
    const body = { methodId: other, seen: [other], isLast: true };
    expect((await off.call('POST', '/me/keys/lost', body)).body).toMatchObject({ sessions: 'off' });
  });
});

describe('who waits for another key', () => {
  it('stands on the list until they are invited, and again where that leads to nothing', async () => {
    const { id } = bench.directory.addPasskey(holder.id);
    await lose(id);
    expect(await lostOf()).toHaveLength(1);
    const service = createInvitationService(invitationPartsOf(bench));
    bench.clock.now += 1_000;
    const actor = { id: OPERATOR, requestId: 'r' };
    const invitation = await service.invite(inviteBody(bench, holder.id), actor);
    expect(await lostOf()).toEqual([]);
    await service.cancel(invitation.id, actor);
    expect(await lostOf()).toHaveLength(1);
    await holder.enrolled();
    expect(await lostOf()).toEqual([]);
  });

  it('is on it for 30 days, and for the eyes of who may invite', async () => {
    const { id } = bench.directory.addPasskey(holder.id);
    await lose(id);
    expect((await holder.call('GET', '/lost-keys')).status).toBe(403);
    holder.signIn({ roles: ['Auditor'] });
    expect((await holder.call('GET', '/lost-keys')).status).toBe(403);
    bench.clock.now += 30 * 24 * 3_600_000 + 1;
    expect(await lostOf()).toEqual([]);
  });
});
