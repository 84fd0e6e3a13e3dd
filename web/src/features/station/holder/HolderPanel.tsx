import { useLayoutEffect, useRef } from 'react';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { PersonSearch } from '#web/app/people/PersonSearch.tsx';
import type { usePerson } from '#web/app/people/usePerson.ts';
import type { useProfiles } from '#web/app/profiles/useProfiles.ts';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { peopleMessages } from '#web/presentation/messages.people.ts';
import { stationMessages as words } from '#web/presentation/messages.station.ts';
import { HolderCard } from './HolderCard.tsx';
import { ProfileChoice } from './ProfileChoice.tsx';

interface HolderPanelProps {
  readonly userId: string | undefined;
  readonly person: ReturnType<typeof usePerson>;
  readonly profiles: ReturnType<typeof useProfiles>;
  readonly profile: EnrolmentProfile | null;
  /** Null: nobody. */
  readonly onPerson: (userId: string | null) => void;
  readonly onProfile: (profileId: string) => void;
}

/** For whom the next key is, and how it is set up. */
export function HolderPanel(props: HolderPanelProps) {
  const { userId, person, profiles, profile, onProfile } = props;
  const section = useRef<HTMLElement>(null);
  const hasChosen = useRef(false);
  const onPerson = (id: string | null) => {
    hasChosen.current = true;
    props.onPerson(id);
  };

  // The choice takes the search field away, or brings it back: the focus goes along instead of to the top of the page.
  useLayoutEffect(() => {
    if (!hasChosen.current || document.activeElement !== document.body) return;
    hasChosen.current = false;
    (section.current?.querySelector('input') ?? section.current)?.focus({ preventScroll: true });
  });

  return (
    <div className="flex flex-col gap-8">
      <section
        ref={section}
        tabIndex={-1}
        aria-labelledby="for-whom"
        className="flex flex-col gap-3"
      >
        <h2 id="for-whom" className="flex min-h-10 items-center font-semibold text-title">
          {words.forWhom}
        </h2>
        {userId === undefined && <PersonSearch onPick={onPerson} />}
        {userId !== undefined && person.isPending && (
          <Skeleton label={peopleMessages.passkeysLoading} />
        )}
        <QueryFailure of={person} />
        {person.isError && <PersonSearch onPick={onPerson} />}
        {person.data !== undefined && (
          <HolderCard detail={person.data} onChange={() => onPerson(null)} />
        )}
      </section>
      <section aria-labelledby="how" className="flex flex-col gap-3">
        <h2 id="how" className="font-semibold text-title">
          {words.how}
        </h2>
        {profiles.isPending && <Skeleton label={words.profilesLoading} />}
        <QueryFailure of={profiles} />
        {profiles.data?.length === 0 && <p className="text-muted">{words.noProfiles}</p>}
        {profiles.data !== undefined && profile !== null && (
          <ProfileChoice profiles={profiles.data} chosen={profile} onChoose={onProfile} />
        )}
      </section>
    </div>
  );
}
