import { directoryFor } from '#bff/graph/directory.ts';
import type { Action } from '#shared/enrolment/action.ts';
import type { JournalEntry } from '#shared/enrolment/journal.ts';
import { nextAction } from '#shared/enrolment/nextAction.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { performBackendAction } from './backendActions.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import type { OpenEnrolment } from './openEnrolment.ts';
import { waitsForHolder } from './registrar.ts';

/** More than any enrolment can need without the page; a loop beyond it is a fault of ours. */
const MOST_STEPS = 60;
const FIRST_PAUSE_MS = 5_000;
/** With a person at the page; and where nobody waits, so that what fails for days does not fill the journal. */
export const LONGEST_PAUSE_MS = { attended: 60_000, unattended: 3_600_000 } as const;

/** What stops the whole backend is not a failure of a step: it goes to the caller and leaves no trace in the journal. */
const NOT_A_STEP: readonly FailureCode[] = [
  'database_unavailable',
  'audit_unavailable',
  'stale_step',
  'conflict',
  // For the person at the page, who can do something about it.
  'session_step_up',
  'session_expired',
  'session_missing',
  'self_service_unsupported',
];

/** An enrolment as far as its next action depends on it. */
export type Standing = Pick<OpenEnrolment, 'state' | 'entries' | 'key'> &
  Partial<Pick<OpenEnrolment, 'isBrowserReady'>>;
type Circumstances = Pick<EnrolmentParts, 'now' | 'settleMs'>;

/** The next action as the enrolment stands, whoever's it is. */
export function currentAction(parts: Circumstances, open: Omit<Standing, 'entries'>): Action {
  return nextAction(open.state, {
    key: open.key,
    now: new Date(parts.now()).toISOString(),
    settleMs: parts.settleMs,
    isBrowserReady: open.isBrowserReady === true,
  });
}

/** Like {@link currentAction}, but what the backend tried in vain waits for its next try. */
export function dueAction(
  parts: Circumstances,
  open: Standing,
  longestPauseMs: number = LONGEST_PAUSE_MS.attended,
): Action {
  const action = currentAction(parts, open);
  if (action.actor !== 'backend') return action;
  const until = pausedUntil(parts, open.entries, action.kind, longestPauseMs);
  return until > parts.now() ? waitUntil(until) : action;
}

/**
 * Does what is the backend's to do until it is somebody else's turn. The happy path and the recovery after a crash are
 * this one loop.
 * @returns the action of the page, a person or nobody.
 * @throws AppError when database or audit log fail.
 */
export async function advance(
  parts: EnrolmentParts,
  open: OpenEnrolment,
  longestPauseMs: number = LONGEST_PAUSE_MS.attended,
): Promise<Action> {
  const directory = directoryFor(parts.directory, { operator: open.actor.id });
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const action = dueAction(parts, open, longestPauseMs);
    if (action.actor !== 'backend') return action;
    if (waitsForHolder(parts, open, action)) return waitUntil(parts.now() + longestPauseMs);
    try {
      const other = await performBackendAction({ ...parts, directory }, open, action);
      if (other !== undefined) return other;
    } catch (error) {
      if (!(error instanceof AppError) || NOT_A_STEP.includes(error.code)) throw error;
      const { code } = error;
      await open.append({ type: 'stepFailed', action: action.kind, code }, undefined, {
        graphRequestId: error instanceof GraphError ? error.requestId : undefined,
      });
      parts.log.warn('enrolment_action_failed', {
        enrolmentId: open.id,
        action: action.kind,
        code,
        ...(error instanceof GraphError && graphFields(error)),
      });
      // However short the pause: the next try is for the next request.
      return waitUntil(pausedUntil(parts, open.entries, action.kind, longestPauseMs));
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
  parts: Circumstances,
  entries: readonly JournalEntry[],
  kind: string,
  longestPauseMs: number,
): number {
  const failures: JournalEntry[] = [];
  for (const entry of entries.toReversed()) {
    const { event } = entry;
    if (event.type === 'carriedOn') continue;
    if (event.type !== 'stepFailed' || event.action !== kind) break;
    failures.push(entry);
  }
  const [last] = failures;
  if (last === undefined) return 0;
  const first = Math.min(FIRST_PAUSE_MS, parts.settleMs);
  return Date.parse(last.at) + Math.min(first * 2 ** (failures.length - 1), longestPauseMs);
}
