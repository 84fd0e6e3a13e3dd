import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Batch } from '#shared/api/batches.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Announcer } from '#web/app/tray/Announcer.tsx';
import {
  useClearWhenUnplugged,
  useFreshPasskeys,
  useStationState,
} from '#web/app/tray/useStation.ts';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import { profileName } from '#web/presentation/profileName.ts';
import { PLAIN_CHALLENGE_MINUTES } from '../batchState.ts';
import { type ShownPeople, useBatch, useFreshBatch } from '../useBatch.ts';
import { BatchControls } from './BatchControls.tsx';
import { BatchProgress } from './BatchProgress.tsx';
import { BatchTray } from './BatchTray.tsx';
import { OfferAnnouncer } from './OfferAnnouncer.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import { ResultsMenu } from './ResultsMenu.tsx';
import { Toggle } from './Toggle.tsx';
import { useBatchDesk } from './useBatchDesk.ts';
import { useChimes } from './useChimes.ts';

const EVERYBODY: ShownPeople = { state: null, text: '' };

/** One batch: how far it is, the keys at this station, and its people. */
export function BatchPage() {
  const { batchId } = useParams({ from: '/batch/batch/$batchId' });
  const batch = useBatch(batchId);
  if (batch.data !== undefined) return <BatchRun key={batchId} batch={batch.data} />;
  return batch.isError ? (
    <FailureNotice
      code={failureCodeOf(batch.error)}
      onRetry={() => void batch.refetch()}
      isRetrying={batch.isFetching}
    />
  ) : (
    <Skeleton label={words.loadingOne} />
  );
}

function BatchRun({ batch }: { readonly batch: Batch }) {
  const { station } = useServices();
  const stationState = useStationState();
  const { desk, state } = useBatchDesk(batch);
  const [isLarge, setLarge] = useState(false);
  const [isLoud, setLoud] = useState(true);
  const [shown, setShown] = useState(EVERYBODY);
  const { runs } = stationState;
  useClearWhenUnplugged(stationState);
  useFreshPasskeys(stationState);
  useChimes(stationState, state.offers, isLoud && state.isAtWork);
  useFreshBatch(batch.id, runs);

  const start = () => {
    void desk.start();
    // What this operator began before the page was loaded goes on with its key.
    station.loadOpenEnrolments().catch(() => undefined);
  };

  return (
    <div className="flex flex-col gap-5" data-glance={isLarge}>
      <div className="flex flex-col gap-2">
        <Link to="/batch" className="self-start text-accent-text hover:underline print:hidden">
          {words.back}
        </Link>
        <PageHeading tab={batch.name}>
          <bdi>{batch.name}</bdi>
        </PageHeading>
        <p className="text-muted">
          {words.states[batch.state]} · <bdi>{profileName(batch.profile)}</bdi> ·{' '}
          {words.assignment[batch.assignment]}
          {batch.challengeMinutes > PLAIN_CHALLENGE_MINUTES &&
            ` · ${words.mayWait(words.duration(batch.challengeMinutes))}`}
        </p>
      </div>
      <BatchProgress batch={batch} human={state.human} />
      <div className="flex flex-wrap items-start justify-between gap-4 print:hidden">
        <BatchControls
          batch={batch}
          isAtWork={state.isAtWork}
          onStart={start}
          onStop={() => desk.stop()}
        />
        <div className="flex flex-wrap items-center gap-2">
          <Toggle
            label={words.glance}
            title={words.glanceHint}
            isOn={isLarge}
            onChange={setLarge}
          />
          <Toggle label={words.sound} title={words.soundHint} isOn={isLoud} onChange={setLoud} />
          <ResultsMenu batch={batch} shown={shown} />
        </div>
      </div>
      <div className="print:hidden">
        <BatchTray batch={batch} desk={desk} deskState={state} station={stationState} />
      </div>
      <PeopleTable batch={batch} shown={shown} onShow={setShown} />
      <Announcer state={stationState} />
      <OfferAnnouncer keys={stationState.keys} offers={state.offers} />
    </div>
  );
}
