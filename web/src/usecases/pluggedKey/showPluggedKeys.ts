import type { RingKey } from '../keyRing.ts';
import type { Plug } from './plug.ts';
import type { PluggedKeyState, PortKey, ResetProgress } from './pluggedKeyState.ts';

/** Puts the keys of the ring as the page sees them. */
export function showPluggedKeys(
  ring: readonly RingKey[],
  owner: string,
  plug: Plug | null,
  reset: ResetProgress | null,
): PluggedKeyState {
  const keys = ring.map((key) => toPortKey(key, owner));
  const its = keys.find(({ id }) => id === plug?.session.device.id);
  return {
    keys,
    isReading: ring.some(({ session, failure }) => session === null && failure === null),
    managed:
      plug === null || its === undefined
        ? null
        : {
            ...its,
            identity: plug.session.identity,
            failure: plug.failure,
            facts: plug.facts,
            content: plug.content,
          },
    reset,
  };
}

function toPortKey({ device, session, failure, owner }: RingKey, own: string): PortKey {
  return {
    id: device.id,
    productName: device.productName,
    identity: session?.identity ?? null,
    isInUse: owner !== null && owner !== own,
    canWink: session?.canWink ?? false,
    failure,
  };
}
