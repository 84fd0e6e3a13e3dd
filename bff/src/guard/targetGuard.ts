import { SYSTEM_ACTOR } from '#bff/audit/auditRecord.ts';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import type { Directory } from '#bff/graph/directory.ts';
import type { Logger } from '#bff/log/logger.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { Person } from '#shared/api/index.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { decide, type GuardCaller, type GuardPolicy } from './decide.ts';
import type { Scopes } from './scopes.ts';
import type { Target } from './target.ts';
import type { TargetAction } from './targetRules.ts';

/** Says whether somebody may do something to a person, by what the directory says of that person now. */
export interface TargetGuard {
  /**
   * Passes, or throws: a reading that failed or is not whole is a no.
   * @param within an enrolment that is open now.
   * @returns the person, read along with the rest.
   * @throws AppError `user_protected`, `user_is_guest`, `user_is_self`, `user_out_of_scope`, `session_forbidden`,
   * `user_protection_unknown` where Graph does not let us know; GraphError `user_not_found`, and `graph_throttled` and
   * `graph_unavailable`, which say nothing of the person.
   */
  check(
    action: TargetAction,
    userId: string,
    actor: Actor,
    within?: GuardedEnrolment,
  ): Promise<Person>;
  /** The code that {@link TargetGuard.check} would throw, for a page that asks before anybody presses a button; null: none. */
  problem(action: TargetAction, userId: string, actor: Actor): Promise<FailureCode | null>;
}

/** The enrolment that something is done in. */
export interface GuardedEnrolment {
  /** Whose it is: who counts where it is taken further without anybody at a page. */
  readonly inChargeId: string;
  /** The connection that holds it; nothing done for it takes a second one. */
  readonly queries: Queries;
}

export interface TargetGuardParts {
  readonly directory: Pick<Directory, 'readTarget'>;
  readonly scopes: Scopes;
  readonly policy: GuardPolicy;
  readonly log: Logger;
}

/** These pass by themselves, or are about no one to be protected; every other failure of Graph means that nobody knows. */
const SAID_AS_IT_IS: readonly FailureCode[] = [
  'user_not_found',
  'graph_throttled',
  'graph_unavailable',
  'graph_unauthorized',
];

interface Refusal {
  readonly code: FailureCode;
  /** For the log: people are told the code. */
  readonly reason: string;
}

/** Who is behind it. What nobody is behind counts as its operator, with the least role that could have begun it. */
function callerOf(actor: Actor, inChargeId: string | undefined): GuardCaller {
  const isSystem = actor.id === SYSTEM_ACTOR;
  return {
    id: isSystem ? (inChargeId ?? actor.id) : actor.id,
    roles: isSystem ? ['Operator'] : (actor.roles ?? ['Operator']),
  };
}

/** Builds the {@link TargetGuard}. */
export function createTargetGuard(parts: TargetGuardParts): TargetGuard {
  const { directory, scopes, policy, log } = parts;

  async function read(userId: string, operator: string): Promise<Target> {
    try {
      return await directory.readTarget(userId, { operator });
    } catch (error) {
      if (!(error instanceof GraphError) || SAID_AS_IT_IS.includes(error.code)) throw error;
      throw new AppError('user_protection_unknown', 'what power this person has cannot be read', {
        cause: error,
      });
    }
  }

  /** The person, or why not. */
  async function judge(
    action: TargetAction,
    userId: string,
    caller: GuardCaller,
    held?: Queries,
  ): Promise<Person | Refusal> {
    const target = await read(userId, caller.id);
    const decision = decide(target, caller, action, policy);
    if (!decision.allowed) return { code: decision.refused, reason: decision.reason };
    if (await scopes.covers(caller, target, held)) return target.person;
    return { code: 'user_out_of_scope', reason: 'scope' };
  }

  return {
    async check(action, userId, actor, within) {
      const caller = callerOf(actor, within?.inChargeId);
      const judged = await judge(action, userId, caller, within?.queries);
      if (!('code' in judged)) return judged;
      log.warn('target_refused', { userId, callerId: caller.id, action, ...judged });
      throw new AppError(judged.code, 'this is not done to this person by this caller');
    },

    async problem(action, userId, actor) {
      try {
        const judged = await judge(action, userId, callerOf(actor, undefined));
        return 'code' in judged ? judged.code : null;
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'user_not_found') throw error;
        return 'user_protection_unknown';
      }
    },
  };
}
