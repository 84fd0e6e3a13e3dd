import { describe, expect, it } from 'vitest';
import type { Invitation, Invite } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { type InvitationTerms, type Invitee, inviteMany } from './inviteMany.ts';

const TERMS: InvitationTerms = {
  profileId: 'new-colleague',
  profileVersion: 1,
  expectedAaguid: null,
  message: null,
  expiresAt: '2027-01-01T00:00:00.000Z',
  pass: {},
  replacePass: false,
};
const invitees: Invitee[] = ['a', 'b', 'c'].map((userId) => ({
  userId,
  displayName: userId,
  serial: userId === 'b' ? '4711' : null,
}));

/** Answers calls for a person by a script, then well. */
async function play(script: Readonly<Record<string, FailureCode[]>>) {
  const bodies: Invite[] = [];
  const waited: number[] = [];
  const came: string[] = [];
  const port = {
    invite: async (body: Invite) => {
      bodies.push(body);
      const code = script[body.userId]?.shift();
      if (code !== undefined) throw new AppError(code, 'as the test wants it');
      return { id: body.userId } as Invitation;
    },
  };
  const timers = {
    now: () => 0,
    setTimeout: (callback: () => void, ms: number) => {
      waited.push(ms);
      callback();
      return () => undefined;
    },
  };
  await inviteMany({ port, timers }, invitees, TERMS, (result) =>
    came.push(`${result.invitee.userId} ${'failure' in result ? result.failure : 'invited'}`),
  );
  return { bodies, waited, came };
}

describe('inviting many', () => {
  it('sends each with the key that is meant for them', async () => {
    const { bodies, came } = await play({});
    expect(came).toEqual(['a invited', 'b invited', 'c invited']);
    expect(bodies.map(({ expectedSerial }) => expectedSerial)).toEqual([null, '4711', null]);
  });

  it('goes on after somebody who cannot be invited', async () => {
    const { came } = await play({ a: ['user_protected'], b: ['pass_exists'] });
    expect(came).toEqual(['a user_protected', 'b pass_exists', 'c invited']);
  });

  it('waits when the service wants a pause, and not for ever', async () => {
    const { came, waited } = await play({
      a: ['rate_limited'],
      b: ['graph_throttled', 'graph_throttled', 'graph_throttled'],
    });
    expect(came).toEqual(['a invited', 'b graph_throttled', 'c invited']);
    expect(waited).toEqual([5_000, 5_000, 10_000]);
  });

  it('ends where everybody else would meet the same', async () => {
    expect((await play({ b: ['pass_policy_off'] })).came).toEqual([
      'a invited',
      'b pass_policy_off',
    ]);
  });
});
