import { Play } from 'lucide-react';
import { useState } from 'react';
import type { Enrolment } from '#shared/api/enrolments.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useServices } from '#web/app/providers/services.ts';
import { LazyCancelDialog } from '#web/app/tray/dialogs/LazyCancelDialog.tsx';
import { identityLine, keyTitle } from '#web/app/tray/keyNames.ts';
import { StepLine } from '#web/app/tray/tile/StepLine.tsx';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { KeySilhouette } from '#web/components/KeySilhouette.tsx';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { stationMessages as words } from '#web/presentation/messages.station.ts';

interface OpenEnrolmentsProps {
  readonly open: readonly Enrolment[];
  readonly failure: unknown;
  readonly retry: () => void;
}

/** What was begun and not ended, at this page before it was loaded again or at another one. */
export function OpenEnrolments({ open, failure, retry }: OpenEnrolmentsProps) {
  if (open.length === 0 && failure === null) return null;
  return (
    <section aria-labelledby="unfinished" className="flex flex-col gap-3">
      <h2 id="unfinished" className="font-semibold text-title">
        {words.unfinished}
      </h2>
      {failure !== null && <FailureNotice code={failureCodeOf(failure)} onRetry={retry} />}
      {open.length > 0 && <p className="text-muted">{words.unfinishedText}</p>}
      <ul className="flex flex-col gap-3">
        {open.map((enrolment) => (
          <li key={enrolment.id}>
            <OpenEnrolment enrolment={enrolment} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OpenEnrolment({ enrolment }: { readonly enrolment: Enrolment }) {
  const { station } = useServices();
  const [isAsking, setAsking] = useState(false);
  const { holder, key } = enrolment;
  const name = keyTitle(key?.identity ?? null, key?.productName ?? '');
  return (
    <div className="flex flex-wrap items-center gap-4 rounded-md border border-line bg-surface p-4 shadow-card">
      <KeySilhouette productName={name} size={40} />
      <div className="min-w-56 flex-1">
        <p className="font-semibold">
          <bdi>{holder.displayName}</bdi>
        </p>
        <p className="text-muted">
          <bdi>{name}</bdi>
          {key !== null && ` · ${identityLine(key.identity)}`} · {words.started}{' '}
          <RelativeTime instant={enrolment.startedAt} />
        </p>
        <div className="mt-2 max-w-md">
          <StepLine steps={enrolment.steps} />
        </div>
      </div>
      <div className="flex gap-2">
        <Button look="quiet" onClick={() => setAsking(true)}>
          {words.cancelEnrolment}
        </Button>
        <Button icon={<Play aria-hidden size={16} />} onClick={() => station.resume(enrolment.id)}>
          {words.carryOn}
        </Button>
      </div>
      {isAsking && <LazyCancelDialog enrolment={enrolment} onClose={() => setAsking(false)} />}
    </div>
  );
}
