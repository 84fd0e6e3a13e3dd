import { sql } from 'drizzle-orm';
import { AppError } from '#shared/failure/appError.ts';
import { strikeGraph } from './graphFaults.ts';
import { strikeKey } from './keyTrouble.ts';
import type { Play } from './play.ts';
import type { SinkFault } from './world/auditPlace.ts';
import { BackendDied } from './world/backendDied.ts';
import type { Point, Position, Reached, Reacher, Side } from './world/probe.ts';
import { currentWork } from './world/workContext.ts';

/** Everything that can go wrong, by name. */
export type FaultKind =
  | (typeof ANYWHERE)[number]
  | (typeof ONLY_BEFORE)[Side][number]
  | (typeof ONLY_AFTER)[Side][number]
  | 'cutAfterStale'
  | 'stalls'
  | 'stallsCut'
  | 'foreignPin'
  | 'bothDie'
  | 'backsUp'
  | keyof typeof SINK_FAULTS;

/** A fault and where it is to strike. */
export interface PlannedFault extends Reached {
  readonly fault: FaultKind;
}

/** What can go wrong anywhere, because it happens beside the step and not in it. */
const ANYWHERE = [
  'pageDies',
  'backendDies',
  'unplug',
  'swap',
  'cancelElsewhere',
  'late',
  'sweptBeside',
] as const;

const ONLY_BEFORE = {
  call: ['linkCut', 'signedOut', 'cancel'],
  journal: [],
  audit: ['databaseRefuses', 'auditRefuses', 'diskFull'],
  database: ['databaseRefuses', 'diskFull'],
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
    'connectionCut',
  ],
  escrow: ['databaseRefuses'],
  lease: ['databaseRefuses'],
  mail: ['mailRefused', 'mailDown'],
  job: [],
  key: ['garbage', 'keyError', 'silent', 'cancel', 'truncated', 'slow', 'secondKey'],
  person: ['cancel'],
} as const satisfies Record<Side, readonly string[]>;

const ONLY_AFTER = {
  call: ['linkCut'],
  journal: ['commitUnknown'],
  audit: ['commitUnknown'],
  database: ['commitUnknown'],
  graph: ['connectionCut'],
  escrow: [],
  lease: ['commitUnknown'],
  mail: ['mailAnswerLost'],
  job: [],
  key: [],
  person: [],
} as const satisfies Record<Side, readonly string[]>;

/** Sides whose positions are in the middle of a transaction: what happens beside it has its turn at the line's own. */
const WITHIN: readonly Side[] = ['audit', 'database', 'escrow'];
/** Where a job may be held up for minutes. */
function isSlow(side: Side, point: Point): boolean {
  return side === 'journal' ? point === 'after' : ['graph', 'lease', 'mail', 'job'].includes(side);
}
const IN_A_JOB = /^(sweep|mail|shred|tidy)\b/;

/** The faults that can strike at a position. */
export function faultsAt({ side, name, point }: Position): readonly FaultKind[] {
  const isInJob = side === 'lease' || side === 'mail' || side === 'job' || IN_A_JOB.test(name);
  return [
    ...(WITHIN.includes(side) ? (['backendDies'] as const) : ANYWHERE),
    ...(point === 'before' ? ONLY_BEFORE[side] : ONLY_AFTER[side]),
    ...(name === 'createPasskey' && point === 'before' ? (['cutAfterStale'] as const) : []),
    ...(isInJob && isSlow(side, point) ? (['stalls', 'stallsCut'] as const) : []),
  ];
}

/** What can be the matter with a second place of the audit log. */
export const SINK_FAULTS = {
  sinkSlow: 'slow',
  sinkFull: 'full',
  sinkRefuses: 'refuses',
  sinkHangs: 'hangs',
  sinkCorrupt: 'corrupt',
} as const satisfies Record<string, SinkFault>;

const LATE_MS = 360_000;
const HOUR_MS = 3_600_000;
const DISK_FULL_MS = 30_000;
const SINK_FAULT_MS = 180_000;
/** Longer than a second place may be behind. */
const TOO_LONG_MS = 90_000;

/**
 * Lets a fault happen. Throws what the one who reached the position is to suffer.
 * @returns a promise where the one who reached the position is held up.
 */
export function strike(
  play: Play,
  at: Reached,
  fault: FaultKind,
  by: Reacher,
): void | Promise<void> {
  const { world, desk } = play;
  play.faultedAt = world.clock.now();
  world.saw({
    kind: 'note',
    text: `${fault} at ${at.side}:${at.name}/${at.point} #${at.occurrence}`,
  });
  switch (fault) {
    case 'pageDies':
      (by.page ?? desk.page)?.die();
      return;
    case 'backendDies':
      if (by.backend === undefined) return world.killBackends();
      by.backend.die();
      throw new BackendDied();
    case 'bothDie':
      desk.page?.die();
      by.backend?.die();
      throw new BackendDied();
    case 'unplug':
      for (const key of [...desk.ports]) world.unplug(key);
      return;
    case 'swap':
      for (const key of [...desk.ports]) world.unplug(key);
      world.plug(desk, play.stranger);
      return;
    case 'secondKey':
      return world.plug(desk, play.stranger);
    case 'cancel':
      queueMicrotask(() => {
        const { station } = desk.page ?? {};
        for (const { enrolment } of station?.getState().runs ?? []) station?.cancel(enrolment.id);
      });
      return;
    case 'cancelElsewhere':
      return cancelElsewhere(play);
    case 'late':
      return world.clock.jump(LATE_MS);
    case 'sweptBeside':
      world.clock.jump(LATE_MS);
      return world.sweepBeside();
    case 'linkCut':
      throw new TypeError('the wire is cut');
    case 'signedOut':
      if (by.page !== undefined) by.page.isSignedOut = true;
      return;
    case 'databaseRefuses':
    case 'commitUnknown':
      throw Object.assign(new Error('terminating connection'), { code: '57P01' });
    case 'diskFull':
      return world.fillDisk(DISK_FULL_MS);
    case 'backsUp':
      return world.copyAside();
    case 'auditRefuses':
      return by.backend?.refuseAudit();
    case 'connectionCut':
      return cutConnections(play);
    case 'stalls':
      return stall(play, forgetLocks);
    case 'stallsCut':
      return stall(play, () => cutConnections(play));
    case 'mailRefused':
      return world.mail.refuseNext();
    case 'mailDown':
      return world.mail.goDown(HOUR_MS);
    case 'mailAnswerLost':
      throw new AppError('internal', 'the mail server did not answer');
    case 'sinkSlow':
    case 'sinkFull':
    case 'sinkRefuses':
    case 'sinkHangs':
    case 'sinkCorrupt':
      world.breakPlace(SINK_FAULTS[fault], SINK_FAULT_MS);
      // Else everything is over before anybody notices.
      if (world.draws.chance(1 / 2)) world.clock.jump(TOO_LONG_MS);
      return;
    default:
      if (at.side === 'graph') strikeGraph(play, fault);
      else strikeKey(play, at, fault);
  }
}

/** The work of the moment hangs longer than its lease, and what kept others out is gone. */
async function stall({ world }: Play, letGo: () => Promise<void>): Promise<void> {
  await letGo();
  await currentWork()?.park();
  world.saw({ kind: 'note', text: 'it wakes up' });
}

/** As where a pooler gives the connection to somebody else in between. */
async function forgetLocks(): Promise<void> {
  for (const { queries } of currentWork()?.holds ?? []) {
    await queries.execute(sql`select pg_advisory_unlock_all()`);
  }
}

/** The database ends the connections by which the work of the moment holds enrolments. */
async function cutConnections({ world }: Play): Promise<void> {
  for (const { queries } of currentWork()?.holds ?? []) {
    const { rows } = await queries.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    const [row] = rows;
    if (row !== undefined) await world.lane.cut(row.pid);
  }
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
