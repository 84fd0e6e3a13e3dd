/** Who waits for a call to Graph, the most urgent first. */
export const CALL_CLASSES = ['interactive', 'revoke', 'bulk', 'sync'] as const;

/**
 * `interactive`: a person at the page. `revoke`: takes a key away from somebody who must not have it any more.
 * `bulk`: a batch. `sync`: what runs by itself and nobody waits for.
 */
export type CallClass = (typeof CALL_CLASSES)[number];

/** What Graph is told of it in `x-ms-throttle-priority`: it sheds `low` first. */
export const THROTTLE_PRIORITY = {
  interactive: 'high',
  revoke: 'high',
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
