import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { createDraws, type Draws } from '../world/seededRandom.ts';
import type { Victim } from './killedBackend.ts';

/** When a kill strikes: so long after something happened, in milliseconds. */
export interface Moment {
  /**
   * `began`: the round, or the return after the last kill. `posted`: a registration reached the tenant. `settingPin`: a key was
   * told its PIN. `asked`, `answered`: a page sent its nth request, or got its nth answer. `starting`: the backend was
   * started after the last kill.
   */
  readonly after: 'began' | 'posted' | 'settingPin' | 'asked' | 'answered' | 'starting';
  readonly nth: number;
  readonly ms: number;
}

/** What a person does while the backend is away. */
export type Reaction = 'wait' | 'reload' | 'otherOperator' | 'unplug' | 'cancel';

export interface PlannedKill {
  readonly victim: Victim;
  readonly moment: Moment;
  readonly reaction: Reaction;
}

export interface PlannedHolder {
  readonly profileId: EnrolmentProfile['id'];
  /** Passkeys that they have from before. */
  readonly oldMethods: number;
}

/** Everything of a round that is drawn; what real time makes of it is not. */
export interface KillPlan {
  readonly holders: readonly PlannedHolder[];
  /** One page with all keys, or one with each. */
  readonly isOnePage: boolean;
  readonly kills: readonly PlannedKill[];
  /** Strikes while a holder takes their PIN out. */
  readonly revealKill: PlannedKill | null;
  readonly thinkingMs: number;
  readonly answeringMs: number;
}

const HOLDERS = 3;
const MOST_KILLS = 4;
/** Requests of three enrolments, and of what is left of them after a kill. */
const REQUESTS = { first: 30, later: 8 } as const;
/** A transaction of the backend takes a few of these. */
const TRANSACTION_MS = 25;
const START_MS = 2_500;

const VICTIMS: readonly Victim[] = [
  'everything',
  'everything',
  'everything',
  'backend',
  'backend',
  'database',
  'postmaster',
  'session',
];
const REACTIONS: readonly Reaction[] = [
  ...Array<Reaction>(12).fill('wait'),
  'reload',
  'reload',
  'otherOperator',
  'unplug',
  'unplug',
  'cancel',
];
const FIRST_MOMENTS: readonly Moment['after'][] = [
  'began',
  'began',
  'asked',
  'asked',
  'answered',
  'posted',
  'posted',
  'settingPin',
];
const LATER_MOMENTS: readonly Moment['after'][] = [
  'began',
  'asked',
  'asked',
  'asked',
  'answered',
  'posted',
  'settingPin',
  'starting',
];
const PROFILES: readonly PlannedHolder[] = [
  ...Array<PlannedHolder>(5).fill({ profileId: 'new-colleague', oldMethods: 0 }),
  { profileId: 'replacement', oldMethods: 2 },
  { profileId: 'holder-present', oldMethods: 0 },
];

/** Nothing is killed: shows how long a round's enrolments take, and that they break nothing by themselves. */
export const CALM: KillPlan = {
  holders: [
    { profileId: 'new-colleague', oldMethods: 0 },
    { profileId: 'replacement', oldMethods: 1 },
    { profileId: 'holder-present', oldMethods: 0 },
  ],
  isOnePage: true,
  kills: [],
  revealKill: null,
  thinkingMs: 0,
  answeringMs: 0,
};

/** Draws a round. @param roundMs how long its enrolments take when nothing is killed */
export function drawPlan(seed: number, roundMs: number): KillPlan {
  const draws = createDraws(seed);
  const count = 1 + draws.integer(MOST_KILLS);
  return {
    holders: Array.from({ length: HOLDERS }, () => draws.pick(PROFILES)),
    isOnePage: draws.chance(0.5),
    kills: Array.from({ length: count }, (_, index) => ({
      victim: draws.pick(VICTIMS),
      moment: drawMoment(draws, index === 0, roundMs),
      reaction: draws.pick(REACTIONS),
    })),
    revealKill: draws.chance(0.3)
      ? {
          victim: draws.pick(VICTIMS),
          moment: { after: 'asked', nth: 1 + draws.integer(2), ms: draws.integer(TRANSACTION_MS) },
          reaction: 'wait',
        }
      : null,
    // Below what a written passkey may take until lists show it: KEYWRIGHT_SETTLE_SECONDS.
    thinkingMs: draws.pick([0, 0, 50, 300]),
    answeringMs: draws.pick([0, 50, 300]),
  };
}

function drawMoment(draws: Draws, isFirst: boolean, roundMs: number): Moment {
  const after = draws.pick(isFirst ? FIRST_MOMENTS : LATER_MOMENTS);
  const nth = 1 + draws.integer(isFirst ? REQUESTS.first : REQUESTS.later);
  switch (after) {
    case 'began':
      return { after, nth: 1, ms: draws.integer(isFirst ? roundMs : roundMs / 2) };
    case 'starting':
      return { after, nth: 1, ms: draws.integer(START_MS) };
    case 'posted':
    case 'settingPin':
      // Later not every holder comes by there again.
      return { after, nth: isFirst ? 1 + (nth % HOLDERS) : 1, ms: draws.integer(TRANSACTION_MS) };
    case 'asked':
      return { after, nth, ms: draws.integer(TRANSACTION_MS) };
    case 'answered':
      return { after, nth, ms: 0 };
  }
}
