import type { CheckedInvitations, PassTimes } from '#shared/api/index.ts';
import type { InvitationsPort } from './invitationsPort.ts';

const AT_ONCE = 20;

/** What the backend says of people before anything is done, in their order. */
export async function checkInvitees(
  port: Pick<InvitationsPort, 'check'>,
  userIds: readonly string[],
  pass: PassTimes,
  signal: AbortSignal,
): Promise<CheckedInvitations> {
  const first = await port.check({ userIds: userIds.slice(0, AT_ONCE), pass }, { signal });
  const results = [...first.results];
  for (let from = AT_ONCE; from < userIds.length; from += AT_ONCE) {
    const piece = { userIds: userIds.slice(from, from + AT_ONCE), pass };
    results.push(...(await port.check(piece, { signal })).results);
  }
  return { ...first, results };
}
