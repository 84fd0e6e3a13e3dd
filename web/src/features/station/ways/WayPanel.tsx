import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { PersonDetail } from '#shared/api/people.ts';
import { needsWebHid } from '#shared/enrolment/acceptedWays.ts';
import { wantedPolicy } from '#shared/enrolment/policy.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import type { Way } from '#shared/enrolment/way.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { RadioGroup } from '#web/components/RadioGroup.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import { stationMessages } from '#web/presentation/messages.station.ts';
import { wayMessages as words } from '#web/presentation/messages.ways.ts';
import type { StationState } from '#web/usecases/stationState.ts';
import {
  chooseWay,
  type OfferedWay,
  offeredWays,
  probeWays,
  webHidStanding,
} from '#web/usecases/ways/chooseWay.ts';
import { EnrolButton } from '../EnrolButton.tsx';
import { ExtensionSetup } from './ExtensionSetup.tsx';

interface WayPanelProps {
  readonly state: StationState;
  readonly holder: PersonDetail | null;
  readonly profile: EnrolmentProfile;
  /** What the person chose; undefined: the best that works. */
  readonly wish: Way | undefined;
  readonly onWish: (way: Way) => void;
}

/** The ways to a key that the profile takes, how they stand in this browser, and which one is taken. */
export function WayPanel({ state, holder, profile, wish, onWish }: WayPanelProps) {
  const { loadWays } = useServices();
  const search = useSearch({ from: '/station' });
  const probe = useQuery({
    queryKey: ['ways'],
    queryFn: async ({ signal }) => probeWays(await loadWays(), { signal }),
    // The browser asks its keys as well, and may meet one that is at work.
    enabled: state.runs.length === 0,
  });
  const webhid = webHidStanding(state);
  const offered = offeredWays(profile, { ...probe.data, webhid, guided: { kind: 'unknown' } });
  const chosen = chooseWay(offered, wish);
  const failed = offered.find(({ way }) => way === 'extension')?.standing;
  return (
    <section aria-labelledby="ways" className="flex flex-col gap-3">
      <h2 id="ways" className="flex min-h-10 items-center font-semibold text-title">
        {words.title}
      </h2>
      <div className="flex flex-col gap-4 rounded-md border border-line bg-surface p-4 shadow-card">
        {probe.isLoading && <Skeleton label={words.loading} />}
        {needsWebHid(profile) && <p>{words.onlyWebHid}</p>}
        {!probe.isLoading && offered.length > 1 && (
          <RadioGroup
            label={words.choose}
            value={chosen ?? ''}
            options={offered.map((one) => optionOf(one, offered))}
            onChange={(way) => {
              const wanted = offered.find((one) => one.way === way);
              if (wanted !== undefined) onWish(wanted.way);
            }}
          />
        )}
        {!probe.isLoading && chosen === null && <p>{words.none}</p>}
        {chosen === 'webhid' && <p>{words.byKey}</p>}
        {(chosen === 'extension' || chosen === 'override') && (
          <>
            {words.byBrowser.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            <Skipped profile={profile} />
            <EnrolButton holder={holder} profile={profile} by={{ way: chosen }} />
          </>
        )}
        {(chosen === 'guided' || webhid.kind === 'fails') && (
          <Link
            to="/station/guided"
            search={search}
            className="inline-flex min-h-10 items-center self-start text-accent-text hover:underline"
          >
            {words.guided}
          </Link>
        )}
        {failed?.kind === 'fails' && (
          <>
            {failed.code !== 'extension_missing' && <FailureNotice code={failed.code} />}
            <ExtensionSetup />
            <Button look="quiet" busy={probe.isFetching} onClick={() => void probe.refetch()}>
              {words.again}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}

/** What the profile wants on the key and no browser can set. */
function Skipped({ profile }: { readonly profile: EnrolmentProfile }) {
  const items = wantedPolicy(profile);
  if (items.length === 0) return null;
  const names = items.map((item) => stationMessages.skippedItems[item]);
  return <p className="text-warn">{words.skipped(names.join(', '))}</p>;
}

function optionOf({ way, standing }: OfferedWay, offered: readonly OfferedWay[]) {
  const isBest = chooseWay(offered, undefined) === way;
  const hint =
    standing.kind === 'fails'
      ? words.fails(describeFailure(standing.code).title)
      : way === 'guided'
        ? words.guidedHint
        : words.standings[standing.kind];
  return {
    value: way as string,
    label: words.names[way],
    hint: isBest && standing.kind === 'works' ? `${hint}. ${words.best}` : hint,
  };
}
