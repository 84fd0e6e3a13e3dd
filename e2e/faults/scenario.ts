import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import type { FaultKind, PlannedFault } from './faults.ts';
import type { Play } from './play.ts';
import type { Point, Side } from './world/probe.ts';

/** A way an enrolment can go; together they reach every position there is. */
export interface Scenario {
  readonly name: string;
  readonly profileId: EnrolmentProfile['id'];
  /** An operator invites the holder, who enrols by themself, at a computer of their own. */
  readonly isInvited?: boolean;
  /** By itself it ends with a key that can be handed out. */
  readonly mustFinish?: boolean;
  /** What people are asked for in it; without that it shows nothing. */
  readonly mustNeed?: EnrolmentRun['need'];
  /** Before positions count. */
  readonly prepare?: (play: Play) => Promise<void>;
  /** What goes wrong in this scenario, whatever else is planned. */
  readonly script?: readonly PlannedFault[];
  /** What people do before they see everything through. */
  readonly meanwhile?: (play: Play) => Promise<void>;
  /** What people type where a PIN is asked for; the last one again and again. */
  readonly pins?: readonly string[];
}

/** A fault of a script. */
export function at(
  side: Side,
  name: string,
  point: Point,
  fault: FaultKind,
  occurrence = 1,
): PlannedFault {
  return { side, name, point, fault, occurrence };
}
