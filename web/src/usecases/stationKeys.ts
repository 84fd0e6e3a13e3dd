import { isSameKey, type KeyIdentity } from '#shared/enrolment/keyIdentity.ts';
import type { RingKey } from './keyRing.ts';
import type { KeySession } from './keySession.ts';
import type { Enrolment } from './ports.ts';
import type { StationKey } from './stationState.ts';

/** Tells whether a key is the bound one for certain: two of one model without serials look alike. */
export function isSurelyKeyOf(
  { key }: { readonly key: { readonly identity: KeyIdentity } | null },
  { identity }: KeySession,
): boolean {
  return key !== null && identity.serial !== null && isSameKey(key.identity, identity);
}

/** Tells whether there is nothing left to do for an enrolment. */
export function hasEnded({ action }: Enrolment): boolean {
  return action.kind === 'done' || action.kind === 'rolledBack';
}

/** Puts a key of the ring as the pages see it. `isSettled`: nobody's open enrolment goes on with it. */
export function toStationKey(
  { device, session, observed, failure, owner }: RingKey,
  isSettled: boolean,
): StationKey {
  const isKnown = observed !== null || (session !== null && owner !== null);
  return {
    id: device.id,
    productName: device.productName,
    vendorId: device.vendorId,
    productId: device.productId,
    software: device.software,
    state: failure !== null ? 'failed' : isKnown ? 'ready' : 'reading',
    failure: failure ?? (observed?.operatorsOwn ? 'key_is_operators_own' : null),
    observation: observed?.plugged.observation ?? null,
    description: observed?.description ?? null,
    operatorsOwn: observed?.operatorsOwn ?? false,
    enrolmentId: owner,
    isSettled,
    canWink: session?.canWink ?? false,
  };
}
