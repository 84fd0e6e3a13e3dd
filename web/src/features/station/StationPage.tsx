import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { usePerson } from '#web/app/people/usePerson.ts';
import { useProfiles } from '#web/app/profiles/useProfiles.ts';
import { Announcer } from '#web/app/tray/Announcer.tsx';
import { CheckLink } from '#web/app/tray/CheckLink.tsx';
import { KeyTray } from '#web/app/tray/KeyTray.tsx';
import {
  useClearWhenUnplugged,
  useFreshPasskeys,
  useOpenEnrolments,
  useStationState,
} from '#web/app/tray/useStation.ts';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { stationMessages as words } from '#web/presentation/messages.station.en.ts';
import { HolderPanel } from './holder/HolderPanel.tsx';
import { KeyTile } from './KeyTile.tsx';
import { OpenEnrolments } from './OpenEnrolments.tsx';
import type { StationSearch } from './stationSearch.ts';

/** At the left for whom and how; at the right a tile for each plugged key. */
export function StationPage() {
  const state = useStationState();
  const search = useSearch({ from: '/station' });
  const navigate = useNavigate();
  const person = usePerson(search.for);
  const profiles = useProfiles();
  const openEnrolments = useOpenEnrolments();
  useFreshPasskeys(state);
  useClearWhenUnplugged(state);

  const profile =
    profiles.data?.find(({ id }) => id === search.profile) ?? profiles.data?.[0] ?? null;
  const choose = (next: StationSearch) =>
    void navigate({ to: '/station', search: next, replace: true });

  return (
    <div className="flex flex-col gap-6">
      <PageHeading tab={words.title}>{words.title}</PageHeading>
      <div className="grid items-start gap-8 wide:grid-cols-[minmax(280px,340px)_minmax(0,1fr)]">
        <HolderPanel
          userId={search.for}
          person={person}
          profiles={profiles}
          profile={profile}
          onPerson={(userId) => {
            const { for: _, ...rest } = search;
            choose(userId === null ? rest : { ...rest, for: userId });
          }}
          onProfile={(profileId) => choose({ ...search, profile: profileId })}
        />
        <div className="flex flex-col gap-8">
          <KeyTray
            state={state}
            freeTile={(stationKey) => (
              <KeyTile stationKey={stationKey} holder={person.data ?? null} profile={profile} />
            )}
          />
          {state.unavailable !== null && (
            <Link
              to="/station/guided"
              search={search}
              className="inline-flex min-h-10 items-center self-start text-accent-text hover:underline"
            >
              {words.microsoftsPage}
            </Link>
          )}
          <OpenEnrolments open={state.open} {...openEnrolments} />
          <p>
            <CheckLink />
          </p>
        </div>
      </div>
      <Announcer state={state} />
    </div>
  );
}
