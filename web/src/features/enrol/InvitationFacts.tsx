import type { OwnInvitation } from '#shared/api/invitations.ts';
import { keyName } from '#shared/webauthn/keyModels.ts';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { enrolMessages as words } from '#web/presentation/messages.enrol.ts';

interface InvitationFactsProps {
  readonly invitation: OwnInvitation;
  /** Only which key it is: the rest has been read by then. */
  readonly isBrief?: boolean;
}

/** Who invited them, with what words, for which key and until when. */
export function InvitationFacts({ invitation, isBrief = false }: InvitationFactsProps) {
  const { invitedBy, message, expiresAt } = invitation;
  const expected = expectedWords(invitation);
  const which = expected !== null && (
    <p>
      <strong>{words.yourKey}:</strong> {expected}
    </p>
  );
  if (isBrief) return which;
  return (
    <div className="flex flex-col gap-3">
      {invitedBy !== null && <p>{words.invitedBy(invitedBy)}</p>}
      {message !== null && (
        <blockquote className="break-words border-line-strong border-l-4 pl-4">
          <bdi>{message}</bdi>
        </blockquote>
      )}
      <p className="text-muted">{words.whatItIs}</p>
      {which}
      <p className="text-muted text-small">
        {words.until} <RelativeTime instant={expiresAt} />.
      </p>
    </div>
  );
}

/** Which key is meant; null: any. */
export function expectedWords({
  expectedSerial,
  expectedAaguid,
}: Pick<OwnInvitation, 'expectedSerial' | 'expectedAaguid'>): string | null {
  const model = expectedAaguid === null ? null : (keyName(expectedAaguid, '') ?? expectedAaguid);
  const said = [
    ...(expectedSerial === null ? [] : [words.expectedSerial(expectedSerial)]),
    ...(model === null ? [] : [words.expectedModel(model)]),
  ];
  return said.length === 0 ? null : said.join(', ');
}
