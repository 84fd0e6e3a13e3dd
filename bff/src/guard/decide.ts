import type { Role } from '#shared/api/index.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { Target } from './target.ts';
import {
  type AdminException,
  EXCUSABLE,
  HARMLESS_ROLES,
  TARGET_RULES,
  type TargetAction,
  type TargetRule,
  type Trait,
} from './targetRules.ts';

/** What the settings say of protected people. */
export interface GuardPolicy {
  /** Accounts that nobody touches from here; object ids in lower case. */
  readonly breakGlassIds: readonly string[];
  /** What admins may do for people with power. */
  readonly adminsMay: readonly AdminException[];
  /** Even that only with another person's approval. */
  readonly needsApproval?: boolean;
}

/** Who wants to do something. */
export interface GuardCaller {
  readonly id: string;
  readonly roles: readonly Role[];
}

/** `reason` is for the log: people are told the code. */
export type Decision =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly refused: FailureCode;
      readonly reason: Trait | 'callerRole' | 'approval';
    };

/** Whether a role protects who holds it. One that is not known does. */
export function isPowerful(roleId: string): boolean {
  return !(roleId.toLowerCase() in HARMLESS_ROLES);
}

function traitsOf(target: Target, callerId: string, policy: GuardPolicy): Record<Trait, boolean> {
  const id = target.person.id.toLowerCase();
  return {
    self: id === callerId.toLowerCase(),
    breakGlass: policy.breakGlassIds.includes(id),
    guest: target.person.guest,
    role: target.roles.some(({ roleId }) => isPowerful(roleId)),
    roleOfPart: target.roles.some(({ isOfPart }) => isOfPart),
    roleGroup: target.roleGroups.length > 0,
    restrictedUnit: target.isInRestrictedUnit,
  };
}

function isAmong(roles: TargetRule['roles'], caller: GuardCaller, isSelf: boolean): boolean {
  if (roles === 'named') return true;
  return roles === 'holder' ? isSelf : caller.roles.some((role) => roles.includes(role));
}

/**
 * Whether this caller may do this to that person. Pure: what is known goes in, yes or the code of a refusal comes out.
 * @param isApproved by somebody else; it makes no exception that the policy does not make.
 */
export function decide(
  target: Target,
  caller: GuardCaller,
  action: TargetAction,
  policy: GuardPolicy,
  isApproved = false,
): Decision {
  const rule = TARGET_RULES[action];
  const { roles } = rule;
  const traits = traitsOf(target, caller.id, policy);
  if (!isAmong(roles, caller, traits.self)) {
    return { allowed: false, refused: 'session_forbidden', reason: 'callerRole' };
  }
  const mayExcuse =
    rule.exception !== null &&
    caller.roles.includes('Admin') &&
    policy.adminsMay.includes(rule.exception);
  let isException = false;
  for (const [trait, refused] of Object.entries(rule.refused) as [Trait, FailureCode][]) {
    if (!traits[trait]) continue;
    if (!(mayExcuse && EXCUSABLE.includes(trait))) {
      return { allowed: false, refused, reason: trait };
    }
    isException = true;
  }
  return isException && policy.needsApproval === true && !isApproved
    ? { allowed: false, refused: 'approval_needed', reason: 'approval' }
    : { allowed: true };
}
