import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { realClock } from '#e2e/authenticator/realClock.ts';
import type { HistoryEvent } from '../history/historyEvent.ts';
import { createWatchedKey } from '../world/watchedKey.ts';
import { createDesk, type RealDesk } from './desk.ts';
import type { KillLane } from './killLane.ts';
import type { KillPlan } from './killPlan.ts';
import { createMoments, type Moments } from './moments.ts';
import type { Surroundings } from './realPage.ts';
import { newTask, type Task } from './task.ts';
import type { TimedEvent } from './timedHistory.ts';
import { startWallClock } from './wallClock.ts';

/** The people, desks and keys of one round, and all that is seen of them. */
export interface KillWorld {
  readonly around: Surroundings;
  readonly operators: readonly [string, string];
  readonly tasks: readonly Task[];
  readonly desks: readonly { readonly desk: RealDesk; readonly tasks: readonly Task[] }[];
  readonly seen: TimedEvent[];
  readonly moments: Moments;
  /** Requests of pages that have no answer yet, and registrations that the tenant has not answered. */
  readonly underWay: { requests: number; registrations: number };
  /** Told of each answer out of the database: when its request was sent, on the harness' own clock. */
  onAnswer: (sentAt: number) => void;
  saw(event: HistoryEvent): void;
}

const OPERATORS = ['omar.haddad', 'ingrid.solberg'] as const;
const HOLDERS = ['lee.gu', 'megan.bowen', 'priya.raman'] as const;
/** What is asked for a station reads or writes the database. */
const OUT_OF_DATABASE = /^\/api\/enrolments/;

/** Begins a world in a lane: the tenant anew, fresh keys, browsers closed. */
export function createKillWorld(
  { backend, tenant, newSerial }: KillLane,
  plan: KillPlan,
): KillWorld {
  const now = startWallClock();
  const seen: TimedEvent[] = [];
  const saw = (event: HistoryEvent) => void seen.push({ at: now(), event });
  const note = (text: string) => saw({ kind: 'note', text });
  const moments = createMoments();
  const underWay = { requests: 0, registrations: 0 };
  tenant.begin({
    thinkingMs: plan.thinkingMs,
    answeringMs: plan.answeringMs,
    saw,
    posted() {
      underWay.registrations += 1;
      moments.happened('posted');
    },
    answered() {
      underWay.registrations -= 1;
    },
  });
  const around = { origin: backend.origin, tenant: tenant.tenant };
  const idOf = (alias: string) => tenant.tenant.state.person(`${alias}@contoso.example`).id;
  const operators = [idOf(OPERATORS[0]), idOf(OPERATORS[1])] as const;
  const watch = {
    sent() {
      underWay.requests += 1;
      moments.happened('asked');
    },
    answered(path: string, sentAt: number) {
      if (OUT_OF_DATABASE.test(path)) world.onAnswer(sentAt);
      moments.happened('answered');
    },
    ended() {
      underWay.requests -= 1;
    },
  };

  const tasks = plan.holders.map(({ profileId, oldMethods }, index) => {
    const holderId = idOf(HOLDERS[index % HOLDERS.length] ?? '');
    tenant.giveOldMethods(holderId, oldMethods);
    const key = createWatchedKey(yubikey5, newSerial(), realClock, {
      saw,
      command(_, name, point) {
        if (name === 'clientPin.setPIN' && point === 'before') moments.happened('settingPin');
      },
    });
    return newTask(holderId, profileId, key);
  });
  const shares = plan.isOnePage ? [tasks] : tasks.map((task) => [task]);
  const world: KillWorld = {
    around,
    operators,
    tasks,
    seen,
    moments,
    underWay,
    saw,
    desks: shares.map((share) => ({
      desk: createDesk({ around, watch, operators, note }),
      tasks: share,
    })),
    onAnswer: () => undefined,
  };
  return world;
}
