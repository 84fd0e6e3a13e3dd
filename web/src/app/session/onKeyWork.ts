import type { Station } from '#web/usecases/stationState.ts';

/** Tells when a key came, went, or took an enrolment further. That a page only waits and asks again is nobody's doing. */
export function onKeyWork(
  station: Pick<Station, 'getState' | 'subscribe'>,
  listener: () => void,
): () => void {
  let before = standOf(station);
  return station.subscribe(() => {
    const now = standOf(station);
    if (now === before) return;
    before = now;
    listener();
  });
}

function standOf(station: Pick<Station, 'getState'>): string {
  const { keys, runs } = station.getState();
  return JSON.stringify([
    keys.map(({ id }) => id),
    runs.map(({ enrolment }) => [enrolment.id, enrolment.seq]),
  ]);
}
