import type { GuidedInvitation } from '#shared/api/guided.ts';
import { keyName } from '#shared/webauthn/keyModels.ts';
import { ButtonLink } from '#web/components/ButtonLink.tsx';
import { guidedMessages } from '#web/presentation/messages.guided.ts';

const words = guidedMessages.invited;

/** Which key the invitation is for, and what of that nobody can check on Microsoft's page. */
export function InvitedNote({ invitation }: { readonly invitation: GuidedInvitation }) {
  const { expectedSerial, expectedAaguid } = invitation;
  const model = expectedAaguid === null ? null : (keyName(expectedAaguid, '') ?? expectedAaguid);
  return (
    <div className="flex max-w-prose flex-col gap-1">
      <p>{words.ends}</p>
      {model !== null && <p>{words.model(model)}</p>}
      {expectedSerial !== null && <p>{words.serial(expectedSerial)}</p>}
    </div>
  );
}

/** What became of the invitation by it: over, with the way on, or still open. */
export function InvitationAfter({ isOpen }: { readonly isOpen: boolean }) {
  if (isOpen) return <p>{words.staysOpen}</p>;
  return (
    <ButtonLink to="/enrol" isLarge className="self-start">
      {words.goOn}
    </ButtonLink>
  );
}
