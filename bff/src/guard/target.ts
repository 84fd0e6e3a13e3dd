import type { Person } from '#shared/api/index.ts';

/** A directory role that somebody has, or can switch on. */
export interface HeldRole {
  /** Of a role that Entra brings: its template's id. */
  readonly roleId: string;
  /** It counts for one administrative unit, or another part of the tenant. */
  readonly isOfPart: boolean;
}

/** How somebody is connected with a group that directory roles may be given to. */
export type RoleGroupTie = 'member' | 'owner' | 'eligible';

/** Somebody whom something is to be done to, as the directory says it now. Ids are in lower case. */
export interface Target {
  readonly person: Person;
  /** Active and eligible, straight ones; those through groups come with {@link Target.roleGroups}. */
  readonly roles: readonly HeldRole[];
  readonly roleGroups: readonly RoleGroupTie[];
  readonly isInRestrictedUnit: boolean;
  /** All groups, nested ones too. */
  readonly groupIds: ReadonlySet<string>;
  readonly unitIds: ReadonlySet<string>;
}
