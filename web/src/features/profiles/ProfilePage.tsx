import { Archive, Copy, Download, Pencil } from 'lucide-react';
import { useState } from 'react';
import type { ProfileHistory, ProfileVersion } from '#shared/api/profiles.ts';
import { Button } from '#web/components/Button.tsx';
import { ButtonLink } from '#web/components/ButtonLink.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { profileMessages as words } from '#web/presentation/messages.profiles.ts';
import { profileDescription, profileName } from '#web/presentation/profileName.ts';
import { BackLink } from './BackLink.tsx';
import { exportProfile } from './exportProfile.ts';
import { ProfileView } from './ProfileView.tsx';
import { RetireDialog } from './RetireDialog.tsx';
import { useMayChange, useProfile } from './useProfileBook.ts';
import { VersionList } from './VersionList.tsx';
import { WhoChanged } from './WhoChanged.tsx';

interface ProfilePageProps {
  readonly profileId: string;
  /** The version that was saved a moment ago, in this window. */
  readonly saved: number | undefined;
}

/** One profile: what it does to a key, each setting in words, and how it came to be so. */
export function ProfilePage({ profileId, saved }: ProfilePageProps) {
  const history = useProfile(profileId);
  const newest = history.data?.versions[0];
  const name = newest === undefined ? words.name : profileName(newest.profile);
  return (
    <div className="flex max-w-7xl flex-col gap-6">
      <div className="flex flex-col">
        <BackLink />
        <PageHeading tab={name}>
          <bdi>{name}</bdi>
        </PageHeading>
        {newest !== undefined && (
          <p className="max-w-prose text-muted">
            <bdi>{profileDescription(newest.profile)}</bdi>
          </p>
        )}
      </div>
      {saved !== undefined && saved === newest?.profile.version && (
        <output>
          <Notice tone="good">{words.saved(saved)}</Notice>
        </output>
      )}
      {history.isPending && <Skeleton label={words.loading} lines={8} />}
      <QueryFailure of={history} />
      {history.data !== undefined && newest !== undefined && (
        <>
          <Standing newest={newest} enrolments={history.data.enrolments} />
          <ProfileView content={newest.profile} />
          <VersionList versions={history.data.versions} />
        </>
      )}
    </div>
  );
}

interface StandingProps {
  readonly newest: ProfileVersion;
  readonly enrolments: ProfileHistory['enrolments'];
}

/** Its version and its use, and what can be done with it. */
function Standing({ newest, enrolments }: StandingProps) {
  const { profile, state } = newest;
  const isRetired = state === 'retired';
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap gap-x-2 text-muted">
        <span>{words.versionNumber(profile.version)}</span>·
        <span>
          <RelativeTime instant={newest.changedAt} />, <WhoChanged by={newest.changedBy} />
        </span>
        ·<span>{words.total(enrolments.total)}</span>
        {enrolments.open > 0 && (
          <>
            ·<span>{words.open(enrolments.open)}</span>
          </>
        )}
      </p>
      {isRetired && (
        <Notice tone="info" title={words.retiredTitle}>
          <p>{words.retiredText}</p>
        </Notice>
      )}
      <Actions newest={newest} enrolments={enrolments} isRetired={isRetired} />
    </div>
  );
}

function Actions({
  newest,
  enrolments,
  isRetired,
}: StandingProps & { readonly isRetired: boolean }) {
  const mayChange = useMayChange();
  const [isRetiring, setRetiring] = useState(false);
  const { profile } = newest;
  return (
    <div className="flex flex-wrap gap-2">
      {mayChange && (
        <>
          <ButtonLink
            to="/profiles/$profileId/edit"
            params={{ profileId: profile.id }}
            icon={<Pencil aria-hidden size={16} />}
          >
            {isRetired ? words.bringBack : words.edit}
          </ButtonLink>
          <ButtonLink
            to="/profiles/new"
            search={{ from: profile.id }}
            look="secondary"
            icon={<Copy aria-hidden size={16} />}
          >
            {words.copy}
          </ButtonLink>
        </>
      )}
      <Button icon={<Download aria-hidden size={16} />} onClick={() => exportProfile(profile)}>
        {words.export}
      </Button>
      {mayChange && !isRetired && (
        <Button icon={<Archive aria-hidden size={16} />} onClick={() => setRetiring(true)}>
          {words.retire}
        </Button>
      )}
      {isRetiring && (
        <RetireDialog newest={newest} enrolments={enrolments} onClose={() => setRetiring(false)} />
      )}
    </div>
  );
}
