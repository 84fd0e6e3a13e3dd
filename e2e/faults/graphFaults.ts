import type { FaultKind } from './faults.ts';
import type { Play } from './play.ts';

const STALE_MS = 45_000;

/** Trouble with Graph, from its next request on. */
export function strikeGraph({ world }: Play, fault: FaultKind): void {
  const { faults } = world.lane.tenant;
  const graph = (effect: Parameters<typeof faults.add>[0]['effect'], times = 1) =>
    void faults.add({ path: '^/(v1|beta)', times, effect });
  switch (fault) {
    case 'throttled':
      return graph({ kind: 'throttle', retryAfterSeconds: 25 });
    case 'unavailable':
      return graph({ kind: 'status', status: 503, when: 'before' });
    case 'down':
      return graph({ kind: 'status', status: 503, when: 'before' }, 9);
    case 'cutBefore':
      return graph({ kind: 'cut', when: 'before' });
    case 'cutAfter':
      return graph({ kind: 'cut', when: 'after' });
    case 'timeoutAfter':
      return graph({ kind: 'status', status: 504, when: 'after' });
    case 'cutAfterStale':
      faults.hideNewPasskeys({ ms: STALE_MS });
      return graph({ kind: 'cut', when: 'after' });
    case 'malformed':
      return graph({ kind: 'malformed' });
    case 'tokenExpired':
      return graph({ kind: 'expiredToken' });
    case 'refused':
      return graph({ kind: 'status', status: 403, when: 'before' });
    case 'challengesExpire':
      return faults.expire('challenges');
    default:
      throw new TypeError(`no trouble with Graph: ${fault}`);
  }
}
