import { useQuery } from '@tanstack/react-query';
import type { ApprovalItem } from '#shared/api/approvals.ts';
import { ChangeTable } from '#web/app/profiles/ChangeTable.tsx';
import { useServices } from '#web/app/providers/services.ts';
import { approvalMessages as words } from '#web/presentation/messages.approvals.ts';
import { profileName } from '#web/presentation/profileName.ts';
import { Fact } from './Fact.tsx';
import { ProfileSettings } from './ProfileSettings.tsx';

type ProfileItem = Extract<
  ApprovalItem,
  { action: 'createProfile' | 'editProfile' | 'retireProfile' }
>;

/** What a profile would become; of one that is there, what is different. */
export function ProfileFacts({ item }: { readonly item: ProfileItem }) {
  if (item.action === 'createProfile') {
    return (
      <>
        <Fact name={words.facts.which} isWide>
          <bdi>{item.profile.name}</bdi>
        </Fact>
        <Fact name={words.everything} isWide>
          <ProfileSettings content={item.profile} />
        </Fact>
      </>
    );
  }
  return <Changed item={item} />;
}

function Changed({ item }: { readonly item: Exclude<ProfileItem, { action: 'createProfile' }> }) {
  const { backend } = useServices();
  const { profileId, basedOn } = item;
  const history = useQuery({
    queryKey: ['profiles', 'one', profileId],
    queryFn: ({ signal }) => backend.profile(profileId, { signal }),
  });
  const before = history.data?.versions.find(({ profile }) => profile.version === basedOn)?.profile;
  return (
    <>
      <Fact name={words.facts.which} isWide>
        <bdi>{words.version(before === undefined ? profileId : profileName(before), basedOn)}</bdi>
      </Fact>
      {item.action === 'editProfile' && (
        <Fact name={words.changes} isWide>
          {before !== undefined ? (
            <ChangeTable caption={words.changes} before={before} after={item.profile} />
          ) : (
            <>
              {history.isError && <p>{words.unreadable}</p>}
              <ProfileSettings content={item.profile} />
            </>
          )}
        </Fact>
      )}
    </>
  );
}
