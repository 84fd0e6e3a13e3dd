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
      graph({ kind: 'throttle', retryAfterSeconds: 25 });
      return;
    case 'unavailable':
      graph({ kind: 'status', status: 503, when: 'before' });
      return;
    case 'down':
      graph({ kind: 'status', status: 503, when: 'before' }, 9);
      return;
    case 'cutBefore':
      graph({ kind: 'cut', when: 'before' });
      return;
    case 'cutAfter':
      graph({ kind: 'cut', when: 'after' });
      return;
    case 'timeoutAfter':
      graph({ kind: 'status', status: 504, when: 'after' });
      return;
    case 'cutAfterStale':
      faults.hideNewPasskeys({ ms: STALE_MS });
      graph({ kind: 'cut', when: 'after' });
      return;
    case 'malformed':
      graph({ kind: 'malformed' });
      return;
    case 'tokenExpired':
      graph({ kind: 'expiredToken' });
      return;
    case 'refused':
      graph({ kind: 'status', status: 403, when: 'before' });
      return;
    case 'challengesExpire':
      faults.expire('challenges');
      return;
    default:
      throw new TypeError(`no trouble with Graph: ${fault}`);
  }
}
