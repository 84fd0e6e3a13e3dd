import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useServices } from '../providers/services.ts';

const LOOK_AGAIN_MS = 30_000;

/** The cache key of the list; what begins or ends an enrolment invalidates it. */
export const UNFINISHED_KEY: readonly string[] = ['unfinished'];

/** Every enrolment that is not at its end, looked up again now and then while the page is seen. */
export function useUnfinished() {
  const { backend } = useServices();
  return useQuery({
    queryKey: UNFINISHED_KEY,
    queryFn: ({ signal }) => backend.unfinished({ signal }),
    refetchInterval: LOOK_AGAIN_MS,
    // Whoever opens the list wants it as it is now; what begins one is not always a run of this page.
    refetchOnMount: 'always',
  });
}

/** How many of them nobody works on at this page. */
export function useUnfinishedElsewhere(): number {
  const { station } = useServices();
  const { data } = useUnfinished();
  // A text, because a snapshot has to be the same as long as nothing changed.
  const here = useSyncExternalStore(station.subscribe, () =>
    station
      .getState()
      .runs.map(({ enrolment }) => enrolment.id)
      .join(' '),
  );
  return data?.unfinished.filter(({ id }) => !here.includes(id)).length ?? 0;
}
