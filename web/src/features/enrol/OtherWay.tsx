import { Link } from '@tanstack/react-router';
import type { OwnInvitation } from '#shared/api/invitations.ts';
import { ButtonLink } from '#web/components/ButtonLink.tsx';
import { enrolMessages } from '#web/presentation/messages.enrol.ts';

const words = enrolMessages.other;

interface OtherWayProps {
  readonly invitation: Pick<OwnInvitation, 'ways'>;
  /** Nothing else on this page reaches a key. */
  readonly isOnlyOne?: boolean;
}

/** Microsoft's own page, for browsers that keep keys from this one, where the profile takes what is registered there. */
export function OtherWay({ invitation: { ways }, isOnlyOne = false }: OtherWayProps) {
  const isTaken = ways.includes('guided');
  return (
    <section aria-labelledby="other-way" className="flex flex-col items-start gap-2">
      <h2 id="other-way" className="font-semibold text-title">
        {isOnlyOne ? words.none : words.title}
      </h2>
      {isTaken ? (
        <>
          <p>{isOnlyOne ? words.noneText : words.text}</p>
          <GuidedLink label={words.link} isMain={isOnlyOne} />
        </>
      ) : (
        <p>{words.notTaken}</p>
      )}
    </section>
  );
}

/** They have begun there: that goes on, and nothing else is begun beside it. */
export function GuidedUnderWay() {
  return (
    <section aria-labelledby="under-way" className="flex flex-col items-start gap-2">
      <h2 id="under-way" className="font-semibold text-title">
        {words.underWay}
      </h2>
      <p>{words.underWayText}</p>
      <GuidedLink label={words.goOn} isMain />
    </section>
  );
}

function GuidedLink({ label, isMain }: { readonly label: string; readonly isMain: boolean }) {
  return isMain ? (
    <ButtonLink to="/enrol/guided" isLarge>
      {label}
    </ButtonLink>
  ) : (
    <Link
      to="/enrol/guided"
      className="inline-flex min-h-11 items-center text-accent-text hover:underline"
    >
      {label}
    </Link>
  );
}
