import { SYSTEM_ACTOR } from '#bff/audit/auditRecord.ts';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import type { Directory } from '#bff/graph/directory.ts';
import type { Logger } from '#bff/log/logger.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { Passkey, Person } from '#shared/api/index.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { decide, type GuardCaller, type GuardPolicy } from './decide.ts';
import type { Scopes } from './scopes.ts';
import type { Target } from './target.ts';
import { isForOperators, type TargetAction } from './targetRules.ts';

/** Says whether somebody may do something to a person, by what the directory says of that person now. */
export interface TargetGuard {
  /**
   * Passes, or throws: a reading that failed or is not whole is a no.
   * @param within what it is done within.
   * @returns the person, read along with the rest.
   * @throws AppError `user_protected`, `user_is_guest`, `user_is_self`, `user_out_of_scope`, `session_forbidden`, `approval_needed`,
   * `user_protection_unknown` where Graph does not let us know; GraphError `user_not_found`, and `graph_throttled` and
   * `graph_unavailable`, which say nothing of the person.
   */
  check(
    action: TargetAction,
    userId: string,
    actor: Actor,
    within?: GuardedWithin,
  ): Promise<Person>;
  /**
   * The same by what the directory says at this moment, not of up to a minute ago: for what begins.
   * @returns the person and their passkeys.
   * @throws as {@link TargetGuard.check}.
   */
  checkNow(
    action: TargetAction,
    userId: string,
    actor: Actor,
    within?: Pick<GuardedWithin, 'isApproved'>,
  ): Promise<PersonNow>;
  /**
   * The code that {@link TargetGuard.check} would throw, for a page that asks before anybody presses a button; null: none, or an
   * approval, which can be asked for then.
   */
  problem(action: TargetAction, userId: string, actor: Actor): Promise<FailureCode | null>;
}

/** Somebody as the directory has them now. */
export interface PersonNow {
  readonly person: Person;
  readonly passkeys: readonly Passkey[];
}

/** What something is done within: of an enrolment that is open now the first two. */
export interface GuardedWithin {
  /** Whose it is: who counts where it is taken further without anybody at a page. */
  readonly inChargeId?: string;
  /** The connection that holds it; nothing done for it takes a second one. */
  readonly queries?: Queries;
  /**
   * Somebody else approved it. Whoever says so has used the approval up, or uses it up in the very transaction of what this is
   * asked for.
   */
  readonly isApproved?: boolean;
}

export interface TargetGuardParts {
  readonly directory: Pick<Directory, 'readTarget' | 'targetNow'>;
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

  async function read<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof GraphError) || SAID_AS_IT_IS.includes(error.code)) throw error;
      throw new AppError('user_protection_unknown', 'what power this person has cannot be read', {
        cause: error,
      });
    }
  }

  /** Why not; null: go on. */
  async function judge(
    action: TargetAction,
    target: Target,
    caller: GuardCaller,
    { queries, isApproved }: GuardedWithin = {},
  ): Promise<Refusal | null> {
    const decision = decide(target, caller, action, policy, isApproved);
    if (!decision.allowed) return { code: decision.refused, reason: decision.reason };
    if (!isForOperators(action) || (await scopes.covers(caller, target, queries))) return null;
    return { code: 'user_out_of_scope', reason: 'scope' };
  }

  const readFor = (userId: string, caller: GuardCaller) =>
    read(directory.readTarget(userId, { operator: caller.id }));

  /** Notes a refusal and throws it. */
  function refuse(
    { code, reason }: Refusal,
    tried: { action: TargetAction; userId: string; callerId: string },
  ): never {
    log.warn('target_refused', { ...tried, code, reason });
    throw new AppError(code, 'this is not done to this person by this caller');
  }

  return {
    async check(action, userId, actor, within) {
      const caller = callerOf(actor, within?.inChargeId);
      const target = await readFor(userId, caller);
      const refusal = await judge(action, target, caller, within);
      if (refusal !== null) refuse(refusal, { action, userId, callerId: caller.id });
      return target.person;
    },

    async checkNow(action, userId, actor, within) {
      const caller = callerOf(actor, undefined);
      const { target, passkeys } = await read(directory.targetNow(userId, { operator: caller.id }));
      const refusal = await judge(action, target, caller, within);
      if (refusal !== null) refuse(refusal, { action, userId, callerId: caller.id });
      return { person: target.person, passkeys };
    },

    async problem(action, userId, actor) {
      try {
        const caller = callerOf(actor, undefined);
        const target = await readFor(userId, caller);
        const refusal = await judge(action, target, caller, { isApproved: true });
        return refusal?.code ?? null;
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'user_not_found') throw error;
        return 'user_protection_unknown';
      }
    },
  };
}
