import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { advance, currentAction } from '#bff/enrolment/advance.ts';
import type { Actor, EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { type OpenEnrolment, openRead, readEnrolment } from '#bff/enrolment/openEnrolment.ts';
import { createEnrolmentRow } from '#bff/enrolment/startEnrolment.ts';
import { enrolments, journal } from '#bff/store/schema.ts';
import type { GuidedEnrolment, StartGuided } from '#shared/api/index.ts';
import type { GuidedState } from '#shared/enrolment/guidedWatch.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import { AppError } from '#shared/failure/appError.ts';
import { guidedView } from './guidedView.ts';

/** Who asks: the holder about themselves and nobody else, or an operator, who may carry on what another one began. */
export interface GuidedCaller {
  readonly as: 'holder' | 'operator';
  readonly actor: Actor;
}

/**
 * Registrations on Microsoft's page. Nothing but what a person says is done here; the directory is looked at by
 * `directoryWatch`. Failures: AppError; a registration of somebody else is `not_found` for a holder.
 */
export interface GuidedService {
  /**
   * Begins to watch for a new key of this person. The same caller who asks again gets the one that is open.
   * @throws AppError codes of readiness, `conflict`, `profile_retired`, `way_not_accepted`; GraphError.
   */
  start(body: StartGuided, caller: GuidedCaller): Promise<GuidedEnrolment>;
  show(id: string, caller: GuidedCaller): Promise<GuidedEnrolment>;
  /** The newest of this holder's that is open or began within a day; null where there is none. */
  newestOf(holderId: string): Promise<GuidedEnrolment | null>;
  /** Says which of several is the key. @throws AppError `conflict` where none is asked for, `request_invalid` for another. */
  choose(id: string, methodId: string, caller: GuidedCaller): Promise<GuidedEnrolment>;
  /** Looks once more for as long as at first. Said while it is looked, it changes nothing. @throws AppError `conflict`. */
  watchAgain(id: string, caller: GuidedCaller): Promise<GuidedEnrolment>;
  /** Stops looking. What was registered meanwhile stays in Entra. Safe to repeat. */
  cancel(id: string, caller: GuidedCaller): Promise<GuidedEnrolment>;
}

const SHOWN_FOR_MS = 24 * 3_600_000;

/** Builds the {@link GuidedService}. */
export function createGuidedService(parts: EnrolmentParts): GuidedService {
  function checkCaller({ as, actor }: GuidedCaller, holderId: string): void {
    if (as === 'holder' && holderId !== actor.id.toLowerCase()) {
      throw new AppError('not_found', 'no such registration');
    }
  }

  async function show(id: string, caller: GuidedCaller): Promise<GuidedEnrolment> {
    const { row, entries } = await parts.store.read((queries) => readEnrolment(queries, id));
    checkCaller(caller, row.holderId);
    return guidedView(parts, row, entries);
  }

  /** Takes in what somebody says; null where that changes nothing. */
  const say = (
    id: string,
    caller: GuidedCaller,
    what: (open: OpenEnrolment, guided: GuidedState) => JournalEvent | null,
  ) =>
    parts.store.withEnrolmentRead(
      id,
      (queries) => readEnrolment(queries, id),
      async (hold, found) => {
        const open = openRead(parts, hold, found, caller.actor);
        checkCaller(caller, open.row.holderId);
        const { guided, end } = open.state;
        if (guided === null) throw new AppError('not_found', 'no such registration');
        const event = end === null ? what(open, guided) : null;
        if (event !== null) {
          await takeUp(open, caller);
          await open.append(event);
          await advance(parts, open);
        }
        return guidedView(parts, open.row, open.entries);
      },
    );

  return {
    async start(body, caller) {
      if (caller.as === 'holder') checkCaller(caller, body.userId);
      const action = caller.as === 'holder' ? 'watchOwn' : 'enrol';
      const id = await createEnrolmentRow(parts, { ...body, way: 'guided' }, caller.actor, action);
      return show(id, caller);
    },

    show,

    async newestOf(holderId) {
      const since = new Date(parts.now() - SHOWN_FOR_MS);
      const [row] = await parts.store.read((queries) =>
        queries
          .select({ id: enrolments.id })
          .from(enrolments)
          .innerJoin(journal, and(eq(journal.enrolmentId, enrolments.id), eq(journal.seq, 1)))
          .where(
            and(
              ...[eq(enrolments.holderId, holderId), gt(enrolments.startedAt, since)],
              sql`${journal.event}->>'way' = 'guided'`,
            ),
          )
          .orderBy(desc(enrolments.startedAt))
          .limit(1),
      );
      if (row === undefined) return null;
      const newest = await parts.store.read((queries) => readEnrolment(queries, row.id));
      return guidedView(parts, newest.row, newest.entries);
    },

    choose: (id, methodId, caller) =>
      say(id, caller, (open, guided) => {
        if (guided.chosenId === methodId) return null;
        const action = currentAction(parts, open);
        if (action.kind !== 'guide' || action.step !== 'choose') {
          throw new AppError('conflict', 'nobody is asked which key it is');
        }
        if (!guided.appeared.some((one) => one.id === methodId)) {
          throw new AppError('request_invalid', 'none of those that appeared');
        }
        return { type: 'methodChosen', methodId };
      }),

    watchAgain: (id, caller) =>
      say(id, caller, (open) => {
        const action = currentAction(parts, open);
        if (action.kind !== 'guide' || action.step === 'choose') {
          throw new AppError('conflict', 'a new key is not looked for any more');
        }
        return action.step === 'register' ? null : { type: 'watchResumed' };
      }),

    cancel: (id, caller) =>
      say(id, caller, (open) => (open.state.cancelled ? null : { type: 'cancelled' })),
  };
}

/** The journal says which operator it is by now; its holder is none. */
async function takeUp({ state, append }: OpenEnrolment, caller: GuidedCaller): Promise<void> {
  const { id } = caller.actor;
  if (caller.as === 'holder' || state.operatorId.toLowerCase() === id.toLowerCase()) return;
  await append({ type: 'carriedOn', operatorId: id });
}
