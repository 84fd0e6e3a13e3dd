import { DEMO_GROUPS, type Directory } from './directory.ts';
import type { Person } from './person.ts';
import { stableGuid } from './stableGuid.ts';

interface KeyRestrictions {
  isEnforced: boolean;
  enforcementType: 'allow' | 'block';
  aaGuids: string[];
}

export interface PasskeyProfile {
  id: string;
  name: string;
  /** Comma-separated flags, as Graph writes them. */
  passkeyTypes: string;
  attestationEnforcement: 'disabled' | 'registrationOnly';
  keyRestrictions: KeyRestrictions;
}

export interface IncludeTarget {
  targetType: 'group';
  id: string;
  isRegistrationRequired: boolean;
  allowedPasskeyProfiles?: string[];
}

export interface ExcludeTarget {
  targetType: 'group';
  id: string;
}

export interface Fido2Policy {
  state: 'enabled' | 'disabled';
  defaultPasskeyProfile: string;
  isSelfServiceRegistrationAllowed: boolean;
  includeTargets: IncludeTarget[];
  excludeTargets: ExcludeTarget[];
  passkeyProfiles: PasskeyProfile[];
}

export interface TemporaryAccessPassPolicy {
  state: 'enabled' | 'disabled';
  defaultLength: number;
  defaultLifetimeInMinutes: number;
  minimumLifetimeInMinutes: number;
  maximumLifetimeInMinutes: number;
  isUsableOnce: boolean;
  includeTargets: IncludeTarget[];
  excludeTargets: ExcludeTarget[];
}

/** A Conditional Access policy, as far as it is looked at here. Signing in does not go by it. */
export interface ConditionalAccessPolicy {
  readonly id: string;
  readonly displayName: string;
  readonly state: 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced';
  /** Authentication contexts that it is for. */
  readonly contexts: readonly string[];
}

/** The tenant's policies; tests write to them freely. */
export interface Policies {
  conditionalAccess: readonly ConditionalAccessPolicy[];
  fido2: Fido2Policy;
  temporaryAccessPass: TemporaryAccessPassPolicy;
}

/** Id of the profile every tenant has. */
export const DEFAULT_PROFILE_ID = '00000000-0000-0000-0000-000000000001';

/** Fresh policies: everybody may register, except the pilot exclusions group. */
export function seedPolicies(): Policies {
  return {
    conditionalAccess: [
      {
        id: stableGuid('policy:Every app'),
        displayName: 'Multifactor authentication for every app',
        state: 'enabled',
        contexts: [],
      },
      {
        id: stableGuid('policy:Step-up'),
        displayName: 'Keywright: sign in anew',
        state: 'enabled',
        contexts: ['c1', 'c2', 'c3'],
      },
    ],
    fido2: {
      state: 'enabled',
      defaultPasskeyProfile: DEFAULT_PROFILE_ID,
      isSelfServiceRegistrationAllowed: true,
      includeTargets: [
        {
          targetType: 'group',
          id: 'all_users',
          isRegistrationRequired: false,
          allowedPasskeyProfiles: [DEFAULT_PROFILE_ID],
        },
      ],
      excludeTargets: [{ targetType: 'group', id: DEMO_GROUPS.outsidePasskeys }],
      passkeyProfiles: [
        {
          id: DEFAULT_PROFILE_ID,
          name: 'Default passkey profile',
          passkeyTypes: 'deviceBound',
          attestationEnforcement: 'disabled',
          keyRestrictions: { isEnforced: false, enforcementType: 'allow', aaGuids: [] },
        },
      ],
    },
    temporaryAccessPass: {
      state: 'enabled',
      defaultLength: 8,
      defaultLifetimeInMinutes: 60,
      minimumLifetimeInMinutes: 60,
      maximumLifetimeInMinutes: 480,
      isUsableOnce: false,
      includeTargets: [{ targetType: 'group', id: 'all_users', isRegistrationRequired: false }],
      excludeTargets: [],
    },
  };
}

function isInGroup(directory: Directory, person: Person, id: string): boolean {
  if (id === 'all_users') return true;
  const group = directory.findGroup(id);
  return group !== undefined && directory.transitiveMembers(group).includes(person);
}

/** The include targets that reach the person; an exclude target beats them all. */
export function matchingTargets(
  directory: Directory,
  policy: { state: string; includeTargets: IncludeTarget[]; excludeTargets: ExcludeTarget[] },
  person: Person,
): IncludeTarget[] {
  if (policy.state !== 'enabled') return [];
  if (policy.excludeTargets.some((target) => isInGroup(directory, person, target.id))) return [];
  return policy.includeTargets.filter((target) => isInGroup(directory, person, target.id));
}
