import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Play } from 'lucide-react';
import type { ReactNode } from 'react';
import type { UnfinishedEnrolment } from '#shared/api/unfinished.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { KeySilhouette } from '#web/components/KeySilhouette.tsx';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { unfinishedMessages as words } from '#web/presentation/messages.unfinished.ts';
import { unfinishedView } from './unfinishedView.ts';

interface UnfinishedCardProps {
  readonly enrolment: UnfinishedEnrolment;
  readonly mayCarryOn: boolean;
}

/** One unfinished enrolment: whose, which key, what happened, and what to do in the place that is seen first. */
export function UnfinishedCard({ enrolment, mayCarryOn }: UnfinishedCardProps) {
  const { station } = useServices();
  const navigate = useNavigate();
  const view = unfinishedView(enrolment);
  const takeUp = useMutation({
    mutationFn: () => station.takeUp(enrolment.id),
    onSuccess: () => navigate({ to: '/station' }),
  });
  const { holder, operator } = enrolment;
  return (
    <article className="flex flex-wrap gap-4 rounded-md border border-line bg-surface p-4 shadow-card">
      <KeySilhouette productName={enrolment.key?.productName ?? ''} size={40} />
      <div className="flex min-w-56 flex-1 flex-col gap-3">
        <div>
          <h2 className="font-semibold text-title">
            <bdi>{holder.displayName}</bdi>
          </h2>
          <p className="break-words text-muted">
            <bdi>{holder.userPrincipalName}</bdi> · <bdi>{view.key}</bdi>
          </p>
        </div>
        <dl className="grid gap-x-6 gap-y-3 wide:grid-cols-[2fr_2fr_1fr_1fr]">
          <Fact name={words.whatToDo} strong>
            {view.next}
          </Fact>
          <Fact name={words.whatHappened}>{view.happened}</Fact>
          <Fact name={words.operator}>
            <bdi>{operator.displayName ?? words.unknownOperator}</bdi>
          </Fact>
          <Fact name={words.since}>
            <RelativeTime instant={enrolment.since} />
          </Fact>
        </dl>
        {takeUp.isError && <FailureNotice code={failureCodeOf(takeUp.error)} />}
      </div>
      {mayCarryOn && view.isGuided && (
        <Link
          to="/station/guided"
          search={{ enrolment: enrolment.id }}
          className="inline-flex min-h-10 items-center self-center text-accent-text hover:underline"
        >
          {words.showGuide}
        </Link>
      )}
      {mayCarryOn && view.needsStation && (
        <Button
          className="self-center"
          icon={<Play aria-hidden size={16} />}
          busy={takeUp.isPending}
          onClick={() => takeUp.mutate()}
        >
          {words.carryOn}
        </Button>
      )}
    </article>
  );
}

interface FactProps {
  readonly name: string;
  readonly strong?: boolean;
  readonly children: ReactNode;
}

function Fact({ name, strong = false, children }: FactProps) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-small">{name}</dt>
      <dd className={strong ? 'break-words font-semibold' : 'break-words'}>{children}</dd>
    </div>
  );
}
