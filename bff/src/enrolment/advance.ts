import type { Action } from '#shared/enrolment/action.ts';
import type { JournalEntry } from '#shared/enrolment/journal.ts';
import { nextAction } from '#shared/enrolment/nextAction.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { performBackendAction } from './backendActions.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import type { OpenEnrolment } from './openEnrolment.ts';

/** More than any enrolment can need without the page; a loop beyond it is a fault of ours. */
const MOST_STEPS = 60;
const LONGEST_PAUSE_MS = 60_000;
const FIRST_PAUSE_MS = 5_000;

/** What stops the whole backend is not a failure of a step: it goes to the caller and leaves no trace in the journal. */
const NOT_A_STEP: readonly FailureCode[] = [
  'database_unavailable',
  'audit_unavailable',
  'stale_step',
  'conflict',
];

/** The next action as the enrolment stands, whoever's it is. */
export function currentAction(parts: EnrolmentParts, open: OpenEnrolment): Action {
  return nextAction(open.state, {
    key: open.key,
    now: new Date(parts.now()).toISOString(),
    settleMs: parts.settleMs,
  });
}

/**
 * Does what is the backend's to do until it is somebody else's turn. The happy path and the recovery after a crash are
 * this one loop.
 * @returns the action of the page, a person or nobody.
 * @throws AppError when database or audit log fail.
 */
export async function advance(parts: EnrolmentParts, open: OpenEnrolment): Promise<Action> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const action = currentAction(parts, open);
    if (action.actor !== 'backend') return action;
    const until = pausedUntil(parts, open.entries, action.kind);
    if (until > parts.now()) return waitUntil(until);
    try {
      const other = await performBackendAction(parts, open, action);
      if (other !== undefined) return other;
    } catch (error) {
      if (!(error instanceof AppError) || NOT_A_STEP.includes(error.code)) throw error;
      const { code } = error;
      await open.append({ type: 'stepFailed', action: action.kind, code });
      parts.log.warn('enrolment_action_failed', {
        enrolmentId: open.id,
        action: action.kind,
        code,
        ...(error instanceof GraphError && graphFields(error)),
      });
      // However short the pause: the next try is for the next request.
      return waitUntil(pausedUntil(parts, open.entries, action.kind));
    }
  }
  throw new AppError('internal', 'the enrolment does not come to rest');
}

function graphFields({ httpStatus, graphCode, requestId }: GraphError) {
  return {
    ...(httpStatus !== undefined && { graphStatus: httpStatus }),
    ...(graphCode !== undefined && { graphCode }),
    ...(requestId !== undefined && { graphRequestId: requestId }),
  };
}

function waitUntil(until: number): Action {
  return { actor: 'person', kind: 'waitForTenant', until: new Date(until).toISOString() };
}

/** When an action that failed may be tried again, in milliseconds since the epoch: twice as long after each failure. */
function pausedUntil(
  parts: EnrolmentParts,
  entries: readonly JournalEntry[],
  kind: string,
): number {
  let failures = 0;
  for (const { event } of entries.toReversed()) {
    if (event.type !== 'stepFailed' || event.action !== kind) break;
    failures += 1;
  }
  const last = entries.at(-1);
  if (failures === 0 || last === undefined) return 0;
  const first = Math.min(FIRST_PAUSE_MS, parts.settleMs);
  return Date.parse(last.at) + Math.min(first * 2 ** (failures - 1), LONGEST_PAUSE_MS);
}
