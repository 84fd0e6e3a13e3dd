import type { FaultEffect } from '#e2e/tenant/scripting/faultScript.ts';
import type { FaultKind } from './faults.ts';
import type { Play } from './play.ts';

const STALE_MS = 45_000;
const DOWN_FOR = 9;

/** What happens to the next requests, and to how many. */
const EFFECTS: Readonly<Partial<Record<FaultKind, { effect: FaultEffect; times?: number }>>> = {
  throttled: { effect: { kind: 'throttle', retryAfterSeconds: 25 } },
  unavailable: { effect: { kind: 'status', status: 503, when: 'before' } },
  down: { effect: { kind: 'status', status: 503, when: 'before' }, times: DOWN_FOR },
  cutBefore: { effect: { kind: 'cut', when: 'before' } },
  cutAfter: { effect: { kind: 'cut', when: 'after' } },
  timeoutAfter: { effect: { kind: 'status', status: 504, when: 'after' } },
  cutAfterStale: { effect: { kind: 'cut', when: 'after' } },
  malformed: { effect: { kind: 'malformed' } },
  tokenExpired: { effect: { kind: 'expiredToken' } },
  refused: { effect: { kind: 'status', status: 403, when: 'before' } },
};

/** Trouble with Graph, from its next request on. */
export function strikeGraph({ world }: Play, fault: FaultKind): void {
  const { faults } = world.lane.tenant;
  if (fault === 'challengesExpire') {
    faults.expire('challenges');
    return;
  }
  const trouble = EFFECTS[fault];
  if (trouble === undefined) throw new TypeError(`no trouble with Graph: ${fault}`);
  if (fault === 'cutAfterStale') faults.hideNewPasskeys({ ms: STALE_MS });
  faults.add({ path: '^/(v1|beta)', ...trouble });
}
