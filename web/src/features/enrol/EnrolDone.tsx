import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheckBig, LogIn } from 'lucide-react';
import type { OwnInvitation } from '#shared/api/invitations.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { ButtonLink } from '#web/components/ButtonLink.tsx';
import { PasskeyList } from '#web/components/PasskeyList.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { enrolMessages } from '#web/presentation/messages.enrol.ts';

const words = enrolMessages.done;

type EnrolDoneProps = Pick<OwnInvitation, 'pin' | 'enrolledWay' | 'expectedSerial'>;

/** The key works: its PIN, how to sign in from now on, and what keys there are. */
export function EnrolDone({ pin, enrolledWay, expectedSerial }: EnrolDoneProps) {
  const { backend, session } = useServices();
  const isRead = enrolledWay === null || enrolledWay === 'webhid';
  const mine = useQuery({
    queryKey: ['myKeys'],
    queryFn: ({ signal }) => backend.myKeys({ signal }),
  });
  return (
    <>
      <section className="flex flex-col gap-3 rounded-md border border-line bg-surface p-4 shadow-card">
        <div role="status" className="flex gap-3">
          <CircleCheckBig aria-hidden size={32} className="shrink-0 text-good" />
          <div className="flex flex-col gap-1">
            <h2 className="font-semibold text-title">{words.title}</h2>
            <p>{enrolledWay === 'guided' ? words.seenText : words.text}</p>
            <p>{words.passGone}</p>
          </div>
        </div>
        <p>{isRead ? words[pin] : words.ownPin}</p>
        {!isRead && expectedSerial !== null && <p>{words.unchecked(expectedSerial)}</p>}
        {pin === 'drawn' && (
          <ButtonLink to="/my-keys" isLarge className="self-start">
            {words.seePin}
          </ButtonLink>
        )}
      </section>
      <section aria-labelledby="from-now-on" className="flex flex-col items-start gap-2">
        <h2 id="from-now-on" className="font-semibold text-title">
          {words.next}
        </h2>
        <ol className="flex list-decimal flex-col gap-1 pl-5">
          {words.steps.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        <p className="text-muted">{words.lost}</p>
        <Button
          icon={<LogIn aria-hidden size={16} />}
          className="min-h-11"
          onClick={() => void session.signIn({ anew: true })}
        >
          {words.tryIt}
        </Button>
      </section>
      <section aria-labelledby="own-keys" className="flex flex-col gap-3">
        <h2 id="own-keys" className="font-semibold text-title">
          {words.keys}
        </h2>
        <QueryFailure of={mine} />
        {mine.data !== undefined && <PasskeyList passkeys={mine.data.passkeys} />}
        <Link
          to="/my-keys"
          className="inline-flex min-h-11 items-center self-start text-accent-text hover:underline"
        >
          {words.all}
        </Link>
      </section>
    </>
  );
}
