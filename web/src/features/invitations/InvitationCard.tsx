import type { ReactNode } from 'react';
import type { Invitation, InvitationState } from '#shared/api/invitations.ts';
import { classes } from '#web/components/classes.ts';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import { invitationMessages as words } from '#web/presentation/messages.invitations.ts';
import { profileName } from '#web/presentation/profileName.ts';
import { InvitationActions } from './InvitationActions.tsx';

const TONES = {
  invited: 'bg-sunken text-muted',
  opened: 'bg-accent-soft text-accent-text',
  signedIn: 'bg-accent-soft text-accent-text',
  keySeen: 'bg-accent-soft text-accent-text',
  enrolled: 'bg-good-soft text-good',
  expired: 'bg-warn-soft text-warn',
  cancelled: 'bg-sunken text-muted',
} as const satisfies Record<InvitationState, string>;

interface InvitationCardProps {
  readonly invitation: Invitation;
  readonly mayAct: boolean;
  readonly sendsMail: boolean;
  /** When the backend said all this, in ms. */
  readonly now: number;
}

/** One invitation: who, where it stands, its key, its pass, and what can be done about it. */
export function InvitationCard({ invitation, mayAct, sendsMail, now }: InvitationCardProps) {
  const { person, state, profile, expectedSerial, expectedAaguid, invitedBy } = invitation;
  const { reached, stoppedBy } = invitation;
  const isOver = state === 'enrolled' || state === 'expired' || state === 'cancelled';
  return (
    <article className="flex flex-col gap-3 rounded-md border border-line bg-surface p-4 shadow-card">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold">
            <bdi>{person.displayName}</bdi>
          </h2>
          <p className="break-all text-muted text-small">
            <bdi>{person.userPrincipalName}</bdi>
          </p>
        </div>
        <p className={classes('rounded-full px-3 py-0.5 font-semibold text-small', TONES[state])}>
          {words.states[state]}
        </p>
        <p className="text-muted text-small">
          <RelativeTime instant={invitation.changedAt} />
        </p>
      </div>
      <dl className="grid gap-x-6 gap-y-2 text-small wide:grid-cols-3">
        <Fact name={words.profile}>
          <bdi>{profileName(profile)}</bdi> ·{' '}
          <bdi>
            {expectedSerial !== null
              ? words.serial(expectedSerial)
              : expectedAaguid !== null
                ? words.aaguid(expectedAaguid)
                : words.anyKey}
          </bdi>
        </Fact>
        <Fact name={words.pass}>
          <PassWords pass={invitation.pass} now={now} />
        </Fact>
        <Fact name={isOver ? words.by : words.until}>
          {isOver ? (
            <bdi>{invitedBy.displayName ?? invitedBy.id}</bdi>
          ) : (
            <RelativeTime instant={invitation.expiresAt} />
          )}
        </Fact>
      </dl>
      {invitation.enrolledWay === 'guided' && <p className="text-small">{words.onMicrosoftPage}</p>}
      {isUnchecked(invitation) && <p className="text-small text-warn">{words.serialUnchecked}</p>}
      {isOver && state !== 'enrolled' && (
        <p className="text-small">{words.reached(words.states[reached])}</p>
      )}
      {stoppedBy !== null && (
        <p className="text-small text-warn">{words.stoppedBy(describeFailure(stoppedBy).title)}</p>
      )}
      {mayAct && !isOver && <InvitationActions invitation={invitation} sendsMail={sendsMail} />}
    </article>
  );
}

/** A serial was named, and by the way that the key was reached nobody could read it. */
function isUnchecked({ enrolledWay, expectedSerial }: Invitation): boolean {
  return enrolledWay !== null && enrolledWay !== 'webhid' && expectedSerial !== null;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}

function PassWords({ pass, now }: Pick<Invitation, 'pass'> & { readonly now: number }) {
  if (pass === null) return words.passStates.none;
  const said = words.passStates[pass.state];
  if (pass.state !== 'toShow' && pass.state !== 'shown') return said;
  const isLater = Date.parse(pass.startsAt) > now;
  return (
    <>
      {said}
      {pass.viewerName !== null && (
        <>
          , <bdi>{words.passFor(pass.viewerName)}</bdi>
        </>
      )}
      , {isLater ? words.passFrom : words.passUntil}{' '}
      <RelativeTime instant={isLater ? pass.startsAt : pass.endsAt} />
    </>
  );
}
