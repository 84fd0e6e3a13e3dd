import { useParams } from '@tanstack/react-router';
import { PersonPage } from './PersonPage.tsx';

/** Another person is another page: nothing of the one before stays. */
export function PersonRoute() {
  const { userId } = useParams({ from: '/people/people/$userId' });
  return <PersonPage key={userId} userId={userId} />;
}
