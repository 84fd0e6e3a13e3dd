import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { createInvitationService } from '#bff/invitations/invitationService.ts';
import { inviteBody } from '#bff/invitations/testInvitations.ts';
import { DEMO_GROUPS } from '#e2e/tenant/directory/directory.ts';
import type { PersonChange } from '#e2e/tenant/scripting/tenantScripting.ts';
import type { CallerLetter } from './expectations.ts';
import { createGuardBench, type GuardBench } from './guardBench.ts';

const SLOW_MS = 60_000;
const GLOBAL_ADMIN = { directoryRoles: ['Global Administrator'] } as const;
const ROLE_GROUP = { groupIds: [DEMO_GROUPS.privilegedOperators] } as const;
const MANAGER = 'lee.gu@contoso.example';

describe('an access pass, which signs in as its person', () => {
  let guard: GuardBench;
  beforeAll(async () => {
    guard = await createGuardBench(60);
  }, SLOW_MS);
  afterAll(() => guard.close());

  const invite = (userId: string, as: CallerLetter = 'O') =>
    guard.call(as, 'POST', '/invitations', inviteBody(guard.bench, userId));
  const show = (id: unknown, as: CallerLetter = 'O') =>
    guard.call(as, 'POST', `/invitations/${String(id)}/pass`);
  const again = (id: unknown, as: CallerLetter = 'O') =>
    guard.call(as, 'POST', `/invitations/${String(id)}/passes`, { pass: {}, replacePass: true });
  const problemsOf = async (userId: string, as: CallerLetter = 'O') => {
    const body = { userIds: [userId], pass: {} };
    const answer = await guard.call(as, 'POST', '/invitations/check', body);
    const [result] = answer.body['results'] as { problems?: string[] }[];
    return result?.problems;
  };
  const person = (change: PersonChange = {}) => {
    const id = guard.newPerson();
    guard.tenant.faults.changePerson(id, change);
    return id;
  };
  const passesOf = (userId: string) => guard.passCalls.filter((call) => call.includes(userId));
  /** A person of whom the tenant does not say what roles they have, until it is told to. */
  const unreadable = () =>
    guard.tenant.faults.add({
      path: '/roleManagement/directory/roleAssignments',
      times: 1_000,
      effect: { kind: 'status', status: 403, when: 'before' },
    });

  it('is issued for somebody without power', async () => {
    const userId = person();
    expect(await problemsOf(userId)).toEqual([]);
    expect((await invite(userId)).status).toBe(201);
    expect(passesOf(userId)).toHaveLength(1);
  });

  it.each([
    ['a Global Administrator', 'user_protected', () => person(GLOBAL_ADMIN)],
    ['a member of a group that roles may be given to', 'user_protected', () => person(ROLE_GROUP)],
    ['oneself', 'user_is_self', () => guard.callerIds.O],
    ['a guest', 'user_is_guest', () => person({ userType: 'Guest' })],
  ] as const)('is not issued for %s, and the check says so before', async (_, code, target) => {
    const userId = target();
    expect(await problemsOf(userId)).toContain(code);
    expect((await invite(userId)).body['code']).toBe(code);
    expect(passesOf(userId)).toEqual([]);
  });

  it('is not issued for somebody whose roles cannot be read', async () => {
    const userId = person();
    unreadable();
    expect(await problemsOf(userId)).toContain('user_protection_unknown');
    const answer = await invite(userId);
    guard.tenant.faults.clear();
    expect(answer).toMatchObject({ status: 503, body: { code: 'user_protection_unknown' } });
    expect(passesOf(userId)).toEqual([]);
  });

  it('is neither shown nor issued again to somebody who got power since', async () => {
    const userId = person();
    const { id } = (await invite(userId)).body;
    const before = passesOf(userId);
    // At once: what was read of them a moment ago does not count.
    guard.tenant.faults.changePerson(userId, GLOBAL_ADMIN);
    expect((await show(id)).body['code']).toBe('user_protected');
    expect((await again(id)).body['code']).toBe('user_protected');
    expect(passesOf(userId)).toEqual(before);
    guard.tenant.faults.changePerson(userId, { directoryRoles: [] });
    expect((await show(id)).status).toBe(200);
  });

  it('does not go to the manager of somebody who got power since either', async () => {
    const manager = guard.callerIds.M;
    const userId = person({ managerId: manager });
    guard.invitationParts.passTo = 'manager';
    const { id } = (await invite(userId)).body;
    const reveal = () => guard.call('M', 'POST', `/me/passes/${String(id)}/reveal`);
    guard.tenant.faults.changePerson(userId, ROLE_GROUP);
    expect((await reveal()).body['code']).toBe('user_protected');
    // Whom it does not concern does not even learn that.
    const stranger = await guard.call('U', 'POST', `/me/passes/${String(id)}/reveal`);
    expect(stranger.body['code']).toBe('session_forbidden');
    guard.tenant.faults.changePerson(userId, { groupIds: [] });
    expect((await reveal()).status).toBe(200);
    guard.invitationParts.passTo = 'operator';
  });

  it('is asked for by the helpdesk only where others get to see it', async () => {
    const userId = person({ managerId: guard.tenant.state.person(MANAGER).id });
    expect(await problemsOf(userId, 'H')).toContain('session_forbidden');
    expect((await invite(userId, 'H')).status).toBe(403);
    expect(passesOf(userId)).toEqual([]);
    guard.invitationParts.passTo = 'manager';
    const invited = await invite(userId, 'H');
    guard.invitationParts.passTo = 'operator';
    expect(invited.status).toBe(201);
    expect((await show(invited.body['id'], 'H')).status).toBe(403);
    expect((await again(invited.body['id'], 'H')).status).toBe(403);
  });

  it('is of no use to enrol a key for somebody who got power since', async () => {
    const userId = person();
    await invite(userId);
    guard.tenant.faults.changePerson(userId, GLOBAL_ADMIN);
    const own: Actor = { id: userId, requestId: 'x', roles: [], onlyOwn: true };
    const invitations = createInvitationService(guard.invitationParts);
    const key = guard.bench.newKey().plugged();
    const refused = { code: 'user_protected' };
    await expect(invitations.startOwn({ key }, own)).rejects.toMatchObject(refused);
  });

  it('is of no use either to register one elsewhere', async () => {
    const userId = person();
    const body = inviteBody(guard.bench, userId, { profileId: 'keep-pin' });
    expect((await guard.call('O', 'POST', '/invitations', body)).status).toBe(201);
    guard.tenant.faults.changePerson(userId, GLOBAL_ADMIN);
    const own: Actor = { id: userId, requestId: 'x', roles: [], onlyOwn: true };
    const invitations = createInvitationService(guard.invitationParts);
    const refused = { code: 'user_protected' };
    await expect(invitations.startOwnGuided(own)).rejects.toMatchObject(refused);
    const byBrowser = invitations.startOwn({ way: 'extension' }, own);
    await expect(byBrowser).rejects.toMatchObject(refused);
  });
});
