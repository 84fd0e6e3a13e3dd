import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { personKey } from '#web/app/people/usePerson.ts';
import { useServices } from '#web/app/providers/services.ts';
import { UNFINISHED_KEY } from '#web/app/unfinished/useUnfinished.ts';
import type { StationState } from '#web/usecases/stationState.ts';

/** The Station's state, drawn anew at every change. */
export function useStationState(): StationState {
  const { station } = useServices();
  const subscribe = useCallback((listener: () => void) => station.subscribe(listener), [station]);
  return useSyncExternalStore(subscribe, () => station.getState());
}

/** Fetches the operator's open enrolments once, and again when the backend was away. Tells whether that failed. */
export function useOpenEnrolments(): { failure: unknown; retry: () => void } {
  const { station, connection } = useServices();
  const since = useSyncExternalStore(connection.subscribe, connection.since);
  const [failure, setFailure] = useState<unknown>(null);
  const load = useCallback(() => {
    station.loadOpenEnrolments().then(
      () => setFailure(null),
      (error: unknown) => setFailure(error),
    );
  }, [station]);
  const isReachable = since === null;
  useEffect(() => {
    if (isReachable) load();
  }, [isReachable, load]);
  return { failure, retry: load };
}

/** An enrolment that ended has changed what its holder has: their list is read again. */
export function useFreshPasskeys({ runs }: StationState): void {
  const queryClient = useQueryClient();
  const ended = runs
    .filter(({ phase }) => phase === 'done' || phase === 'rolledBack')
    .map(({ enrolment }) => enrolment.holder.id)
    .join(' ');
  useEffect(() => {
    for (const userId of ended.split(' ').filter((id) => id !== '')) {
      void queryClient.invalidateQueries({ queryKey: personKey(userId) });
    }
    if (ended !== '') {
      void queryClient.invalidateQueries({ queryKey: ['myKeys'] });
      void queryClient.invalidateQueries({ queryKey: UNFINISHED_KEY });
    }
  }, [ended, queryClient]);
}

/** Done stays until its key is unplugged. An enrolment that ended without its key waits to be cleared by hand. */
export function useClearWhenUnplugged({ runs }: StationState): void {
  const { station } = useServices();
  const endedWithKey = useRef(new Set<string>());
  useEffect(() => {
    for (const { phase, keyId, enrolment } of runs) {
      if (phase !== 'done') continue;
      if (keyId !== null) endedWithKey.current.add(enrolment.id);
      else if (endedWithKey.current.delete(enrolment.id)) station.leave(enrolment.id);
    }
  }, [runs, station]);
}
