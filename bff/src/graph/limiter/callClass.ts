/** Who waits for a call to Graph, the most urgent first. */
export const CALL_CLASSES = ['interactive', 'revoke', 'ownRevoke', 'own', 'bulk', 'sync'] as const;

/**
 * `interactive`: a person at the page. `revoke`: takes a key away from somebody who must not have it any more.
 * `own` and `ownRevoke`: the same two for what people do about themselves, at the page or as a job that goes on with it; together
 * they have a share of the quota and no more, however many they are. `bulk`: a batch. `sync`: what runs by itself and nobody
 * waits for.
 */
export type CallClass = (typeof CALL_CLASSES)[number];

/** The class of a call that is part of self-service, whatever it would be elsewhere. */
export function ownClass(callClass: CallClass): CallClass {
  return callClass === 'revoke' ? 'ownRevoke' : 'own';
}

/** Whether a call is part of self-service. */
export function isOwn(callClass: CallClass): boolean {
  return callClass === 'own' || callClass === 'ownRevoke';
}

/** What Graph is told of it in `x-ms-throttle-priority`: it sheds `low` first. */
export const THROTTLE_PRIORITY = {
  interactive: 'high',
  revoke: 'high',
  ownRevoke: 'high',
  own: 'normal',
  bulk: 'normal',
  sync: 'low',
} as const satisfies Record<CallClass, string>;

/** What one call takes of the two quotas of an application in a tenant. */
export interface CallCost {
  /** 1 for what changes something, else 0. */
  readonly writes: 0 | 1;
  /** Resource units. */
  readonly units: number;
}
