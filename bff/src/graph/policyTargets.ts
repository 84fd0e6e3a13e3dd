const EVERYBODY = 'all_users';

interface Target {
  readonly id: string;
}

/** Whom a policy for an authentication method includes and excludes. */
export interface PolicyTargets<T extends Target = Target> {
  readonly includeTargets: readonly T[];
  readonly excludeTargets?: readonly Target[] | null | undefined;
}

/** Whether the policy names groups, so that a person's groups must be read. */
export function needsGroups(policy: PolicyTargets): boolean {
  const targets = [...policy.includeTargets, ...(policy.excludeTargets ?? [])];
  return targets.some((target) => target.id !== EVERYBODY);
}

/** The include targets that reach a member of these groups; one exclude target beats them all. */
export function reachingTargets<T extends Target>(
  policy: PolicyTargets<T>,
  groupIds: ReadonlySet<string>,
): readonly T[] {
  const reaches = (target: Target) =>
    target.id === EVERYBODY || groupIds.has(target.id.toLowerCase());
  if (policy.excludeTargets?.some(reaches)) return [];
  return policy.includeTargets.filter(reaches);
}
