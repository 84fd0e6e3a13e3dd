import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import type { AccessPass } from '#bff/graph/accessPasses.ts';
import type { DirectoryCall } from '#bff/graph/directory.ts';
import type { TargetAction } from '#bff/guard/targetRules.ts';
import { checkPeople } from '#bff/people/checkPeople.ts';
import type {
  CheckedInvitations,
  CheckInvitations,
  PassPolicy,
  PassTimes,
} from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { InvitationParts } from './invitationParts.ts';

/** An access pass that is about to be asked for. */
export interface PassPlan {
  readonly policy: PassPolicy;
  /** What the tenant or its policy would refuse; with `pass_exists` last. */
  readonly problems: readonly FailureCode[];
  /** The pass that the person could use now or later. */
  readonly usable: AccessPass | null;
  /** Null: nobody to show it to. */
  readonly viewer: { readonly id: string; readonly displayName: string | null } | null;
  readonly lifetimeMinutes: number;
}

/** What the guard is asked before an invitation: where the pass comes back to who invites, inviting takes what seeing it takes. */
export function inviteAction({ passTo }: Pick<InvitationParts, 'passTo'>): TargetAction {
  return passTo === 'operator' ? 'showPass' : 'invitePerson';
}

/** What the policy has against a pass of so many minutes for somebody. */
function passProblems(
  policy: PassPolicy,
  isReached: boolean,
  lifetimeMinutes: number,
): FailureCode[] {
  if (!policy.isEnabled) return ['pass_policy_off'];
  const isRefused =
    lifetimeMinutes < policy.minimumLifetimeMinutes ||
    lifetimeMinutes > policy.maximumLifetimeMinutes;
  return [
    ...(isReached ? [] : (['pass_outside_policy'] as const)),
    ...(isRefused ? (['pass_lifetime_refused'] as const) : []),
  ];
}

/** Asks the tenant what it would say to a pass for this person. GraphError where it cannot be asked. */
export async function planPass(
  parts: InvitationParts,
  userId: string,
  times: PassTimes,
  actor: Actor,
): Promise<PassPlan> {
  const call: DirectoryCall = { operator: actor.id };
  const [{ policy, isReached }, found, viewer] = await Promise.all([
    parts.passes.policyFor(userId, call),
    parts.passes.find(userId, call),
    viewerFor(parts, userId, actor, call),
  ]);
  const lifetimeMinutes = times.lifetimeMinutes ?? policy.defaultLifetimeMinutes;
  const usable = found?.isUsable === true ? found : null;
  return {
    policy,
    problems: [
      ...passProblems(policy, isReached, lifetimeMinutes),
      ...(viewer === null ? (['manager_missing'] as const) : []),
      ...(usable === null ? [] : (['pass_exists'] as const)),
    ],
    usable,
    viewer,
    lifetimeMinutes,
  };
}

/** The first thing that keeps a plan from being carried out; somebody's word takes `pass_exists` away. */
export function stopOf({ problems }: PassPlan, replacePass: boolean): FailureCode | undefined {
  return problems.find((code) => code !== 'pass_exists' || !replacePass);
}

async function viewerFor(
  parts: InvitationParts,
  userId: string,
  actor: Actor,
  call: DirectoryCall,
): Promise<PassPlan['viewer']> {
  if (parts.passTo === 'operator') {
    return { id: actor.id.toLowerCase(), displayName: actor.displayName ?? null };
  }
  const manager = await parts.passes.manager(userId, call);
  // Who does not work here any more, or belongs to another tenant, hands nothing over.
  return manager === null || !manager.enabled || manager.guest ? null : manager;
}

/**
 * What stands in the way of each of these people, keys and passes together.
 * @throws GraphError when not even the first of them could be read.
 */
export async function checkInvitees(
  parts: InvitationParts,
  { userIds, pass }: CheckInvitations,
  actor: Actor,
): Promise<CheckedInvitations> {
  const { results } = await checkPeople(parts, userIds, { operator: actor.id });
  let policy: PassPolicy | null = null;
  let failed: unknown;
  const all: CheckedInvitations['results'] = [];
  for (const result of results) {
    if (!('problems' in result) || result.problems.includes('user_not_found')) {
      all.push(result);
      continue;
    }
    try {
      const userId = result.userId.toLowerCase();
      const refused = await parts.guard.problem(inviteAction(parts), userId, actor);
      const plan = await planPass(parts, userId, pass, actor);
      ({ policy } = plan);
      const problems = new Set([...result.problems, ...(refused === null ? [] : [refused])]);
      all.push({ userId: result.userId, problems: [...problems, ...plan.problems] });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      failed = error;
      all.push({ userId: result.userId, failure: error.code });
    }
  }
  if (policy === null) {
    if (failed !== undefined) throw failed;
    const [first = ''] = userIds;
    ({ policy } = await parts.passes.policyFor(first, { operator: actor.id }));
  }
  return { policy, passTo: parts.passTo, results: all };
}
