import { useParams } from '@tanstack/react-router';
import { RemovalPage } from './RemovalPage.tsx';

/** `/removals/{id}` */
export function RemovalRoute() {
  const { removalId } = useParams({ from: '/removals/removals/$removalId' });
  return <RemovalPage key={removalId} id={removalId} />;
}
