import { UserRound, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useServices } from '#web/app/providers/services.ts';
import { Disclosure } from '#web/components/Disclosure.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { IconButton } from '#web/components/IconButton.tsx';
import { stationMessages as words } from '#web/presentation/messages.station.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import type { StationKey } from '#web/usecases/stationState.ts';
import { LazyCancelDialog } from '../dialogs/LazyCancelDialog.tsx';
import { identityLine, keyTitle } from '../keyNames.ts';
import { runView } from '../runView.ts';
import { DoneWords } from './DoneWords.tsx';
import { KeyAbilityList, KeyFacts } from './KeyFacts.tsx';
import { RunAction } from './RunAction.tsx';
import { StateWord } from './StateWord.tsx';
import { StepLine } from './StepLine.tsx';
import { SupportDetails } from './SupportDetails.tsx';
import { TileFrame } from './TileFrame.tsx';
import { WinkButton } from './WinkButton.tsx';

interface RunTileProps {
  readonly run: EnrolmentRun;
  /** The key it uses; null while that is not plugged in. */
  readonly stationKey: StationKey | null;
  readonly note?: ReactNode;
  /** There are other tiles, so that it is a question which key this one is about. */
  readonly hasOthers?: boolean;
}

/** An enrolment at work, or at its end, with the key it uses. */
export function RunTile({ run, stationKey, note, hasOthers = false }: RunTileProps) {
  const view = runView(run);
  const { enrolment } = run;
  const observation = stationKey?.observation ?? null;
  const identity = observation?.identity ?? enrolment.key?.identity ?? null;
  const productName = stationKey?.productName ?? enrolment.key?.productName ?? '';
  const name = keyTitle(identity, productName);
  return (
    <TileFrame
      name={name}
      productName={productName}
      identity={identity === null ? null : identityLine(identity)}
      corner={<Corner run={run} />}
    >
      <StateWord {...view} />
      <p className="flex items-center gap-2">
        <UserRound aria-hidden size={16} className="shrink-0 text-muted" />
        <span className="min-w-0">
          <bdi className="font-semibold">{enrolment.holder.displayName}</bdi>{' '}
          <bdi className="text-muted">{enrolment.holder.userPrincipalName}</bdi>
        </span>
      </p>
      {(run.phase !== 'rolledBack' || view.failure !== null) && (
        <StepLine steps={enrolment.steps} isStopped={run.need === 'tryAgain'} />
      )}
      {note}
      {view.failure !== null && (
        <div role="alert">
          <FailureNotice code={view.failure} />
        </div>
      )}
      {run.phase === 'done' && <DoneWords enrolment={enrolment} />}
      <RunAction run={run} keyName={name} />
      <div className="-mb-2 flex flex-col items-start">
        {observation !== null && (
          <Disclosure summary={words.aboutKey}>
            <div className="flex flex-col gap-3">
              <KeyFacts observation={observation} />
              <KeyAbilityList observation={observation} />
            </div>
          </Disclosure>
        )}
        {hasOthers && stationKey?.canWink && isIdle(run) && <WinkButton keyId={stationKey.id} />}
        <SupportDetails stationKey={stationKey} run={run} />
      </div>
    </TileFrame>
  );
}

/** Nothing is asked of its key at the moment, so that it can blink; one that waits for a touch does so by itself. */
function isIdle({ phase, need }: EnrolmentRun): boolean {
  const hasEnded = phase === 'done' || phase === 'rolledBack';
  return hasEnded || !(need === null || need === 'touch' || need === 'wait' || need === 'browser');
}

/** Cancel while it is at work, clear when it has ended. */
function Corner({ run }: { readonly run: EnrolmentRun }) {
  const { station } = useServices();
  const [isAsking, setAsking] = useState(false);
  if (run.phase === 'cancelling') return null;
  const hasEnded = run.phase === 'done' || run.phase === 'rolledBack';
  return (
    <>
      <IconButton
        label={hasEnded ? words.dismiss : words.cancelEnrolment}
        icon={<X aria-hidden size={20} />}
        onClick={() => {
          if (hasEnded) station.leave(run.enrolment.id);
          else setAsking(true);
        }}
      />
      {isAsking && !hasEnded && (
        <LazyCancelDialog enrolment={run.enrolment} onClose={() => setAsking(false)} />
      )}
    </>
  );
}
