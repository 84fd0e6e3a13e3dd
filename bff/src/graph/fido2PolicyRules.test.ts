import { describe, expect, it } from 'vitest';
import { modelProblem, policyProblems } from './fido2PolicyRules.ts';
import { needsGroups } from './policyTargets.ts';
import { type Fido2Policy, fido2Policy } from './wire.ts';

const GROUP = '21111111-2222-4333-8444-555555555555';
const OTHER = '31111111-2222-4333-8444-555555555555';
const YUBIKEY = '2fc0579f-8113-47ea-b116-bb5a8db9202a';
const NONE = new Set<string>();
const IN_GROUP = new Set([GROUP]);

function profile(id: string, changes: object = {}) {
  return {
    id,
    passkeyTypes: 'deviceBound,synced',
    attestationEnforcement: 'disabled',
    keyRestrictions: { isEnforced: false, enforcementType: 'allow', aaGuids: [] },
    ...changes,
  };
}

function policy(changes: object = {}): Fido2Policy {
  return fido2Policy.parse({
    state: 'enabled',
    isSelfServiceRegistrationAllowed: true,
    defaultPasskeyProfile: 'p1',
    includeTargets: [{ id: 'all_users', allowedPasskeyProfiles: ['p1'] }],
    excludeTargets: [],
    passkeyProfiles: [profile('p1')],
    ...changes,
  });
}

const allow = (...aaGuids: string[]) => ({ isEnforced: true, enforcementType: 'allow', aaGuids });
const block = (...aaGuids: string[]) => ({ isEnforced: true, enforcementType: 'block', aaGuids });

describe('policyProblems', () => {
  it.each<[string, object, ReadonlySet<string>, readonly string[]]>([
    ['everybody', {}, NONE, []],
    ['nobody while the method is off', { state: 'disabled' }, NONE, ['passkeys_disabled']],
    [
      'nobody while self-service is off',
      { isSelfServiceRegistrationAllowed: false },
      NONE,
      ['self_service_off'],
    ],
    [
      'a tenant that says nothing of self-service',
      { isSelfServiceRegistrationAllowed: null },
      NONE,
      [],
    ],
    ['members of a group', { includeTargets: [{ id: GROUP.toUpperCase() }] }, IN_GROUP, []],
    [
      'not people outside it',
      { includeTargets: [{ id: GROUP }] },
      NONE,
      ['user_outside_passkey_policy'],
    ],
    [
      'not members of an excluded group',
      { excludeTargets: [{ id: GROUP }] },
      IN_GROUP,
      ['user_outside_passkey_policy'],
    ],
    ['nobody without targets', { includeTargets: [] }, IN_GROUP, ['user_outside_passkey_policy']],
  ])('lets in %s', (_, changes, groups, problems) => {
    expect(policyProblems(policy(changes), groups)).toEqual(problems);
  });
});

describe('needsGroups', () => {
  it('is true only when the policy names a group', () => {
    expect(needsGroups(policy())).toBe(false);
    expect(needsGroups(policy({ excludeTargets: [{ id: GROUP }] }))).toBe(true);
    expect(needsGroups(policy({ includeTargets: [{ id: GROUP }] }))).toBe(true);
  });
});

describe('modelProblem', () => {
  it.each<[string, object, boolean, string | null]>([
    ['no restriction', {}, false, null],
    [
      'the model on the allow list',
      { passkeyProfiles: [profile('p1', { keyRestrictions: allow(YUBIKEY.toUpperCase()) })] },
      false,
      null,
    ],
    [
      'another model on the allow list',
      { passkeyProfiles: [profile('p1', { keyRestrictions: allow(OTHER) })] },
      true,
      'model_not_allowed',
    ],
    [
      'the model on the block list',
      { passkeyProfiles: [profile('p1', { keyRestrictions: block(YUBIKEY) })] },
      true,
      'model_not_allowed',
    ],
    [
      'another model on the block list',
      { passkeyProfiles: [profile('p1', { keyRestrictions: block(OTHER) })] },
      false,
      null,
    ],
    [
      'a list that is not enforced',
      {
        passkeyProfiles: [
          profile('p1', { keyRestrictions: { ...allow(OTHER), isEnforced: false } }),
        ],
      },
      false,
      null,
    ],
    [
      'a kind of list nobody knows',
      {
        passkeyProfiles: [
          profile('p1', {
            keyRestrictions: { isEnforced: true, enforcementType: 'new', aaGuids: [] },
          }),
        ],
      },
      false,
      'model_not_allowed',
    ],
    [
      'synced passkeys only',
      { passkeyProfiles: [profile('p1', { passkeyTypes: 'synced' })] },
      true,
      'model_not_allowed',
    ],
    [
      'attestation, which is there',
      { passkeyProfiles: [profile('p1', { attestationEnforcement: 'registrationOnly' })] },
      true,
      null,
    ],
    [
      'attestation, which is missing',
      { passkeyProfiles: [profile('p1', { attestationEnforcement: 'registrationOnly' })] },
      false,
      'attestation_required',
    ],
    [
      'a profile the person does not have',
      { passkeyProfiles: [profile('p1', { keyRestrictions: allow(OTHER) }), profile('p2')] },
      true,
      'model_not_allowed',
    ],
    [
      'the default profile for a target without any',
      { includeTargets: [{ id: 'all_users' }] },
      false,
      null,
    ],
    [
      'no profiles, legacy members that allow',
      { passkeyProfiles: undefined, keyRestrictions: allow(YUBIKEY), isAttestationEnforced: false },
      false,
      null,
    ],
    [
      'no profiles, legacy members that want attestation',
      { passkeyProfiles: [], isAttestationEnforced: true },
      false,
      'attestation_required',
    ],
    ['nobody targeted', { includeTargets: [] }, true, 'user_outside_passkey_policy'],
  ])('answers for %s', (_, changes, isAttested, problem) => {
    expect(modelProblem(policy(changes), NONE, YUBIKEY, isAttested)).toBe(problem);
  });

  it('is satisfied by one whole profile, not by halves of two', () => {
    const targets = [
      { id: 'all_users', allowedPasskeyProfiles: ['p1'] },
      { id: GROUP, allowedPasskeyProfiles: ['p2'] },
    ];
    const strict = profile('p1', { attestationEnforcement: 'registrationOnly' });
    const listed = profile('p2', { keyRestrictions: allow(OTHER) });
    const both = policy({ includeTargets: targets, passkeyProfiles: [strict, listed] });
    expect(modelProblem(both, IN_GROUP, YUBIKEY, false)).toBe('attestation_required');
    expect(modelProblem(both, IN_GROUP, OTHER, false)).toBeNull();
    expect(modelProblem(both, NONE, OTHER, false)).toBe('attestation_required');
  });
});
