import type { InvitationList } from '#shared/api/index.ts';
import type { Play } from './play.ts';

type Invitation = InvitationList['invitations'][number];

const A_WEEK_MS = 7 * 24 * 3_600_000;
/** Nobody knows these, or there is none. */
const NO_PASS: readonly (string | undefined)[] = ['lost', 'deleting', undefined];

/**
 * An operator sees to it that the holder is invited, and has an access pass that somebody knows. As a person would: looks, does
 * the next thing, and tries again later where that did not work.
 * @returns whether the holder can begin.
 */
export async function inviteHolder({ world, holderId, scenario }: Play): Promise<boolean> {
  const [desk] = world.desks;
  if (desk === undefined) return false;
  const actor = { id: desk.operatorId, requestId: 'an-operator' };
  const now = world.clock.now();
  const asked = world.ask(async ({ invitations }) => {
    const { invitations: all } = await invitations.list();
    const open = all.find(({ person, state }) => person.id === holderId && !isOver(state));
    if (open === undefined) {
      const terms = { profileId: scenario.profileId, profileVersion: 1, message: 'Welcome' };
      const key = { expectedSerial: null, expectedAaguid: null };
      const expiresAt = new Date(now + A_WEEK_MS).toISOString();
      const pass = { pass: {}, replacePass: false };
      await invitations.invite({ userId: holderId, ...terms, ...key, expiresAt, ...pass }, actor);
      return false;
    }
    if (!NO_PASS.includes(open.pass?.state)) return open.pass?.state !== 'issuing';
    await invitations.issueAgain(open.id, { pass: {}, replacePass: true }, actor);
    return false;
  });
  return asked.catch(() => false);
}

function isOver(state: Invitation['state']): boolean {
  return state === 'enrolled' || state === 'cancelled' || state === 'expired';
}
