import type { Invitation, Invite } from '#shared/api/index.ts';
import type { CtapTimers } from '#shared/ctap/hid/hidPort.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import type { InvitationsPort } from './invitationsPort.ts';

/** Somebody who is to be invited, and for which key where that is said. */
export interface Invitee {
  readonly userId: string;
  readonly displayName: string;
  readonly serial: string | null;
}

/** What is the same for everybody of one sending. */
export type InvitationTerms = Omit<Invite, 'userId' | 'expectedSerial'>;

/** What became of one of them. */
export type InviteResult = { readonly invitee: Invitee } & (
  | { readonly invitation: Invitation }
  | { readonly failure: FailureCode }
);

const MOST_TRIES = 3;
const PAUSE_MS = 5_000;
/** The whole service wants a pause, and nothing was done. */
const LATER: readonly FailureCode[] = ['rate_limited', 'graph_throttled'];
/** The next one would meet the same. */
const FOR_ALL: readonly FailureCode[] = [
  'backend_unreachable',
  'session_expired',
  'session_step_up',
  'session_forbidden',
  'graph_forbidden',
  'graph_unauthorized',
  'pass_policy_off',
  'profile_retired',
  'profile_not_remote',
  'conflict',
];

/**
 * Invites people one after the other: each is a call of their own, with a pass of their own. One who cannot be invited does not
 * keep the others from it; what would meet everybody ends it.
 * @param onResult is told of each as it comes.
 */
export async function inviteMany(
  { port, timers }: { readonly port: Pick<InvitationsPort, 'invite'>; readonly timers: CtapTimers },
  invitees: readonly Invitee[],
  terms: InvitationTerms,
  onResult: (result: InviteResult) => void,
): Promise<void> {
  for (const invitee of invitees) {
    const { userId, serial: expectedSerial } = invitee;
    try {
      const invitation = await inviteOne({ ...terms, userId, expectedSerial });
      onResult({ invitee, invitation });
    } catch (error) {
      const failure = failureCodeOf(error);
      onResult({ invitee, failure });
      if (FOR_ALL.includes(failure)) return;
    }
  }

  async function inviteOne(body: Invite): Promise<Invitation> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await port.invite(body);
      } catch (error) {
        const isLater = error instanceof AppError && LATER.includes(error.code);
        if (!isLater || attempt === MOST_TRIES) throw error;
        await new Promise<void>((resolve) => timers.setTimeout(resolve, PAUSE_MS * attempt));
      }
    }
  }
}
