import { callOrigin, withOrigin } from '#bff/graph/callOrigin.ts';
import type { Queries } from '#bff/store/queries.ts';
import type {
  CancelEnrolment,
  Enrolment,
  PluggedKey,
  ReportEvent,
  StartEnrolment,
  UnfinishedList,
} from '#shared/api/index.ts';
import { fromBase64Url, toBase64Url } from '#shared/bytes/base64Url.ts';
import { AppError } from '#shared/failure/appError.ts';
import { acceptEvent } from './acceptEvent.ts';
import { actionView } from './actionView.ts';
import { advance, currentAction } from './advance.ts';
import { isAllowedMessage, isLookThrough } from './allowedMessage.ts';
import { type EnrolmentFilter, readEnrolments, readersView } from './enrolmentList.ts';
import type { Actor, EnrolmentParts } from './enrolmentParts.ts';
import { enrolmentView } from './enrolmentView.ts';
import { isHoldersOwn } from './isHoldersOwn.ts';
import { takeKeyFromPage } from './keyFromPage.ts';
import { nameUnreadable, noteKeyIntent, withRecords } from './noteEffects.ts';
import { type OpenEnrolment, openRead, readEnrolment } from './openEnrolment.ts';
import { authenticateMessage } from './pinSession.ts';
import { createSlots } from './slots.ts';
import { createEnrolmentRow } from './startEnrolment.ts';
import { readUnfinished } from './unfinishedEnrolments.ts';

/** One call of the page about a message to authenticate; base64url. */
export interface PinAuthCall {
  readonly keySession: string;
  readonly encryptedToken: string;
  readonly message: string;
}

/** The authentication, base64url, and the journal's length from then on. */
export interface PinAuthAnswer {
  readonly pinUvAuthParam: string;
  readonly seq: number;
}

/** Enrolments as the routes use them. Failures: AppError; GraphError where nothing was begun yet. */
export interface EnrolmentService {
  /**
   * Begins an enrolment. The same operator who asks again for the same person gets the one that is open.
   * @throws AppError `user_disabled` and the other codes of readiness, `conflict` when somebody else has one open.
   */
  start(body: StartEnrolment, actor: Actor): Promise<Enrolment>;
  /**
   * Takes in the key that is plugged in and goes on from wherever the enrolment is.
   * @throws AppError `session_forbidden` for somebody else's enrolment.
   */
  plugIn(id: string, key: PluggedKey, actor: Actor): Promise<Enrolment>;
  list(filter: EnrolmentFilter): Promise<Enrolment[]>;
  /** Everything that is not at its end, of any operator, with the one thing to do about it. */
  unfinished(): Promise<UnfinishedList>;
  /** @param resume goes on with what only the backend has to do; without it nothing is changed. */
  show(id: string, actor: Actor, resume: boolean): Promise<Enrolment>;
  /**
   * Takes in what a page did. Whoever reports carries the enrolment on, also one that somebody else began, and the
   * journal says so before anything else.
   * @throws AppError `stale_step`, `conflict`, `not_found`.
   */
  report(id: string, body: ReportEvent, actor: Actor): Promise<Enrolment>;
  /**
   * Takes back what was done; with `keyIsLost` without the key, which is not to be had any more. Safe to repeat. Who
   * cancels what somebody else began carries it on to that end, and the journal says so.
   */
  cancel(id: string, how: CancelEnrolment, actor: Actor): Promise<Enrolment>;
  /**
   * @throws AppError `pin_session_lost`; `request_invalid` for a message that the current action does not call for;
   * `session_forbidden` for somebody else's enrolment.
   */
  authenticate(id: string, call: PinAuthCall, actor: Actor): Promise<PinAuthAnswer>;
}

/** Half of the connections to the database: an enrolment holds one while it waits for Graph, and operators need theirs. */
const CONNECTIONS_FOR_OWN = 10;

/** Builds the {@link EnrolmentService}. */
export function createEnrolmentService(parts: EnrolmentParts): EnrolmentService {
  const inOwnSlot = createSlots(CONNECTIONS_FOR_OWN);

  function alone<T>(
    id: string,
    actor: Actor,
    work: (open: OpenEnrolment) => Promise<T>,
  ): Promise<T> {
    const read = (queries: Queries) => readEnrolment(queries, id);
    const hold = () =>
      parts.store.withEnrolmentRead(id, read, async (held, found) => {
        const open = openRead(parts, held, found, actor);
        if (actor.onlyOwn && !(isHoldersOwn(open) && isInCharge(open, actor))) {
          throw new AppError('session_forbidden', 'not an enrolment of their own');
        }
        return work(open);
      });
    const underWay = { ...callOrigin(), isUnderWay: true } as const;
    return actor.onlyOwn ? inOwnSlot(() => withOrigin(underWay, hold)) : hold();
  }

  /** For whoever has the key in hand: the operator who began or carried it on. */
  const aloneAsOwner = <T>(id: string, actor: Actor, work: (open: OpenEnrolment) => Promise<T>) =>
    alone(id, actor, async (open) => {
      if (!isInCharge(open, actor)) throw new AppError('session_forbidden', 'not their enrolment');
      return work(open);
    });

  async function goOn(open: OpenEnrolment): Promise<Enrolment> {
    const action = await advance(parts, open);
    await noteKeyIntent(open, action);
    const view = await nameUnreadable(parts.log, open, () => actionView(parts, open, action));
    const { id, state, entries } = open;
    return enrolmentView({ id, state, entries, action, view });
  }

  /** The journal says who stands at the key when it is not who began. */
  async function takeUp({ state, actor, append }: OpenEnrolment): Promise<void> {
    if (state.end !== null || state.operatorId.toLowerCase() === actor.id.toLowerCase()) return;
    await append({ type: 'carriedOn', operatorId: actor.id });
  }

  return {
    async start(body, actor) {
      const id = await createEnrolmentRow(parts, body, actor);
      return alone(id, actor, async (open) => {
        if (body.key !== undefined) await takeKeyFromPage(open, { key: body.key });
        return goOn(open);
      });
    },

    plugIn: (id, key, actor) =>
      aloneAsOwner(id, actor, async (open) => {
        if (open.state.end === null) await takeKeyFromPage(open, { key });
        return goOn(open);
      }),

    list: (filter) => readEnrolments(parts, filter),

    unfinished: () => readUnfinished(parts),

    async show(id, actor, resume) {
      // Who only looks does not wait for those who work.
      if (resume) return alone(id, actor, goOn);
      const { row, entries } = await parts.store.read((queries) => readEnrolment(queries, id));
      return readersView(parts, row, entries);
    },

    report: (id, body, actor) =>
      alone(id, actor, async (open) => {
        if (body.seq !== open.state.seq) {
          throw new AppError('stale_step', 'the enrolment went on since');
        }
        if (open.state.end === null) {
          await takeUp(open);
          await takeKeyFromPage(open, body);
          await acceptEvent(parts, open, body);
        }
        return goOn(open);
      }),

    cancel: (id, { keyIsLost }, actor) =>
      alone(id, actor, async (open) => {
        if (open.state.end === null) await takeUp(open);
        const isOpen = open.state.end === null;
        if (isOpen && !open.state.cancelled) await open.append({ type: 'cancelled' });
        // The second one in a journal is what gives the key up.
        if (isOpen && keyIsLost && !open.state.keyGivenUp) await open.append({ type: 'cancelled' });
        return goOn(open);
      }),

    authenticate: (id, call, actor) =>
      aloneAsOwner(id, actor, async (open) => {
        await takeKeyFromPage(open, { keySession: call.keySession });
        const { key, state } = open;
        if (key === null || state.profile.pin.source !== 'random') {
          throw new AppError('pin_session_lost', 'the key of this session is not known');
        }
        const message = fromBase64Url(call.message);
        const action = currentAction(parts, open);
        if (!isAllowedMessage(parts.crypto, state, key, action, message)) {
          throw new AppError('request_invalid', 'the current action calls for no such message');
        }
        const token = fromBase64Url(call.encryptedToken);
        const pinUvAuthParam = await withRecords(open, 'authenticateForKey', () =>
          toBase64Url(authenticateMessage(parts, open, token, message)),
        );
        // With this the key makes the credential, whether anybody hears of it or not.
        if (action.kind === 'makeCredential' && !isLookThrough(state, message)) {
          await open.append({ type: 'credentialStarted' });
        }
        return { pinUvAuthParam, seq: open.state.seq };
      }),
  };
}

/** Who began, or who carried it on since. */
function isInCharge({ state }: OpenEnrolment, actor: Actor): boolean {
  return state.operatorId.toLowerCase() === actor.id.toLowerCase();
}
