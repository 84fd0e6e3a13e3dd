import { useParams, useSearch } from '@tanstack/react-router';
import { EditProfilePage } from './EditProfilePage.tsx';
import { NewProfilePage } from './NewProfilePage.tsx';
import { ProfilePage } from './ProfilePage.tsx';

/** Another profile is another page: nothing of the one before stays. */
export function ProfileRoute() {
  const { profileId } = useParams({ from: '/profiles/profiles/$profileId' });
  const { saved } = useSearch({ from: '/profiles/profiles/$profileId' });
  return <ProfilePage key={profileId} profileId={profileId} saved={saved} />;
}

export function EditProfileRoute() {
  const { profileId } = useParams({ from: '/profiles/profiles/$profileId/edit' });
  return <EditProfilePage key={profileId} profileId={profileId} />;
}

export function NewProfileRoute() {
  const { from } = useSearch({ from: '/profiles/profiles/new' });
  return <NewProfilePage key={from ?? ''} from={from} />;
}
