import { AppError } from '#shared/failure/appError.ts';
import type { Play } from './play.ts';
import { BackendDied } from './world/backendDied.ts';
import type { Position, Reached, Side } from './world/probe.ts';
import type { WatchedKey } from './world/watchedKey.ts';

/** Everything that can go wrong, by name. */
export type FaultKind =
  | 'pageDies'
  | 'backendDies'
  | 'unplug'
  | 'swap'
  | 'secondKey'
  | 'cancel'
  | 'cancelElsewhere'
  | 'late'
  | 'linkCut'
  | 'signedOut'
  | 'databaseRefuses'
  | 'commitUnknown'
  | 'auditRefuses'
  | 'throttled'
  | 'unavailable'
  | 'down'
  | 'cutBefore'
  | 'cutAfter'
  | 'timeoutAfter'
  | 'cutAfterStale'
  | 'malformed'
  | 'tokenExpired'
  | 'refused'
  | 'challengesExpire'
  | 'garbage'
  | 'silent'
  | 'keyError'
  | 'truncated'
  | 'slow'
  | 'foreignPin';

/** A fault and where it is to strike. */
export interface PlannedFault extends Reached {
  readonly fault: FaultKind;
}

/** What can go wrong anywhere, because it happens beside the step and not in it. */
const ANYWHERE: readonly FaultKind[] = [
  'pageDies',
  'backendDies',
  'unplug',
  'swap',
  'cancelElsewhere',
  'late',
];

const ONLY_BEFORE: Readonly<Record<Side, readonly FaultKind[]>> = {
  call: ['linkCut', 'signedOut', 'cancel'],
  journal: ['databaseRefuses', 'auditRefuses'],
  database: ['databaseRefuses'],
  graph: [
    'throttled',
    'unavailable',
    'down',
    'cutBefore',
    'cutAfter',
    'timeoutAfter',
    'malformed',
    'tokenExpired',
    'refused',
    'challengesExpire',
  ],
  escrow: ['databaseRefuses'],
  key: ['garbage', 'keyError', 'silent', 'cancel', 'truncated', 'slow', 'secondKey'],
  person: ['cancel'],
};

const ONLY_AFTER: Readonly<Record<Side, readonly FaultKind[]>> = {
  call: ['linkCut'],
  journal: ['commitUnknown'],
  database: ['commitUnknown'],
  graph: [],
  escrow: [],
  key: [],
  person: [],
};

/** The faults that can strike at a position. */
export function faultsAt({ side, name, point }: Position): readonly FaultKind[] {
  const stale = name === 'createPasskey' && point === 'before' ? ['cutAfterStale' as const] : [];
  const own = point === 'before' ? ONLY_BEFORE[side] : ONLY_AFTER[side];
  return [...ANYWHERE, ...own, ...stale];
}

/** Sides on which the working backend itself reaches the position, and can be thrown at. */
const IN_BACKEND: readonly Side[] = ['journal', 'database', 'graph', 'escrow'];
const LATE_MS = 360_000;
const STALE_MS = 45_000;

/** Lets a fault happen. Throws what the one who reached the position is to suffer. */
export function strike(play: Play, at: Reached, fault: FaultKind): void {
  const { world, desk } = play;
  const { tenant } = world.lane;
  const graph = (effect: Parameters<typeof tenant.faults.add>[0]['effect'], times = 1) =>
    void tenant.faults.add({ path: '^/(v1|beta)', times, effect });
  play.faultedAt = world.clock.now();
  world.saw({
    kind: 'note',
    text: `${fault} at ${at.side}:${at.name}/${at.point} #${at.occurrence}`,
  });
  switch (fault) {
    case 'pageDies':
      desk.page?.die();
      return;
    case 'backendDies':
      if (!IN_BACKEND.includes(at.side)) {
        world.killBackends();
        return;
      }
      world.working?.die();
      throw new BackendDied();
    case 'unplug':
      for (const key of [...desk.ports]) world.unplug(key);
      return;
    case 'swap':
      for (const key of [...desk.ports]) world.unplug(key);
      world.plug(desk, play.stranger);
      return;
    case 'secondKey':
      world.plug(desk, play.stranger);
      return;
    case 'cancel':
      queueMicrotask(() => {
        const { station } = desk.page ?? {};
        for (const { enrolment } of station?.getState().runs ?? []) station?.cancel(enrolment.id);
      });
      return;
    case 'cancelElsewhere':
      cancelElsewhere(play);
      return;
    case 'late':
      world.clock.jump(LATE_MS);
      return;
    case 'linkCut':
      throw new AppError('backend_unreachable', 'the wire is cut');
    case 'signedOut':
      throw new AppError('session_expired', 'the session is over');
    case 'databaseRefuses':
    case 'commitUnknown':
      throw Object.assign(new Error('terminating connection'), { code: '57P01' });
    case 'auditRefuses':
      world.working?.refuseAudit();
      return;
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
      tenant.faults.hideNewPasskeys({ ms: STALE_MS });
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
      tenant.faults.expire('challenges');
      return;
    default:
      strikeKey(play, at, fault);
      return;
  }
}

function strikeKey(play: Play, { name }: Reached, fault: FaultKind): void {
  const [command = name] = name.split('.');
  const once = { command, times: 1 };
  for (const { software } of play.desk.ports) {
    switch (fault) {
      case 'garbage':
        software.faults.add({
          kind: 'hostileCbor',
          ...once,
          bytes: Uint8Array.of(0x9b, 0, 0, 0, 0, 6, 0, 0, 0),
        });
        break;
      case 'truncated':
        software.faults.add({ kind: 'truncated', ...once, keepBytes: 3 });
        break;
      case 'silent':
        software.faults.add({ kind: 'silent', ...once });
        break;
      case 'keyError':
        software.faults.add({ kind: 'status', ...once, status: 0x7f });
        break;
      case 'slow':
        software.faults.add({ kind: 'slow', command, ms: 400 });
        break;
      case 'foreignPin':
        keyIn(play)?.takeForeignPin('40718293');
        break;
      default:
        break;
    }
  }
}

function keyIn({ desk }: Play): WatchedKey | undefined {
  return [...desk.ports][0];
}

/** The same operator, in another tab. */
function cancelElsewhere({ world, desk }: Play): void {
  const started = world.history.findLast(
    (event) => event.kind === 'journal' && event.event.type === 'started',
  );
  if (started?.kind !== 'journal') return;
  const actor = { id: desk.operatorId, requestId: 'another-tab' };
  void world
    .ask((backend) => backend.enrolments.cancel(started.enrolmentId, { keyIsLost: false }, actor))
    .catch(() => undefined);
}
