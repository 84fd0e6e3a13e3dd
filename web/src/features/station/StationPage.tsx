import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { Help } from '#web/app/help/Help.tsx';
import { usePerson } from '#web/app/people/usePerson.ts';
import { useProfiles } from '#web/app/profiles/useProfiles.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Announcer } from '#web/app/tray/Announcer.tsx';
import { CheckLink } from '#web/app/tray/CheckLink.tsx';
import { KeyTray } from '#web/app/tray/KeyTray.tsx';
import {
  useClearWhenUnplugged,
  useFreshPasskeys,
  useOpenEnrolments,
  useStationState,
} from '#web/app/tray/useStation.ts';
import { Button } from '#web/components/Button.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { stationMessages as words } from '#web/presentation/messages.station.ts';
import { HolderPanel } from './holder/HolderPanel.tsx';
import { KeyTile } from './KeyTile.tsx';
import { OpenEnrolments } from './OpenEnrolments.tsx';
import type { StationSearch } from './stationSearch.ts';

// A station has WebHID, and nobody looks for another way.
const WayPanel = lazy(async () => ({ default: (await import('./ways/WayPanel.tsx')).WayPanel }));

/** At the left for whom and how; at the right a tile for each plugged key. */
export function StationPage() {
  const state = useStationState();
  const search = useSearch({ from: '/station' });
  const navigate = useNavigate();
  const person = usePerson(search.for);
  const profiles = useProfiles();
  const openEnrolments = useOpenEnrolments();
  const { mayHaveExtension } = useServices();
  const [isAsked, setAsked] = useState(mayHaveExtension || search.way !== undefined);
  useFreshPasskeys(state);
  useClearWhenUnplugged(state);

  const profile =
    profiles.data?.find(({ id }) => id === search.profile) ?? profiles.data?.[0] ?? null;
  const isWebHidOut = state.unavailable !== null || profile?.ways?.includes('webhid') === false;
  const hasWays = profile !== null && (isAsked || isWebHidOut);
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
          {hasWays && (
            <Suspense>
              <WayPanel
                state={state}
                holder={person.data ?? null}
                profile={profile}
                wish={search.way}
                onWish={(way) => choose({ ...search, way })}
              />
            </Suspense>
          )}
          <KeyTray
            state={state}
            freeTile={(stationKey) => (
              <KeyTile stationKey={stationKey} holder={person.data ?? null} profile={profile} />
            )}
          />
          {profile !== null && !hasWays && (
            <Button look="quiet" className="self-start" onClick={() => setAsked(true)}>
              {words.otherWays}
            </Button>
          )}
          <OpenEnrolments open={state.open} {...openEnrolments} />
          <p>
            <CheckLink />
          </p>
          <Help topic="station" />
        </div>
      </div>
      <Announcer state={state} />
    </div>
  );
}
