import type { StationKey } from '#web/usecases/stationState.ts';

/** Whether another look may help a key that could not be read: what it is stays as it is, however often it is read. */
export function canReadAgain({ state, failure }: Pick<StationKey, 'state' | 'failure'>): boolean {
  return state === 'failed' && failure !== 'key_without_fido2';
}
