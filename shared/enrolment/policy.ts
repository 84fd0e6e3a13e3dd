import type { KeyObservation } from './observation.ts';
import type { EnrolmentProfile } from './profile.ts';

/** A setting that a profile wants on the key itself (authenticatorConfig). */
export type PolicyItem = 'minPinLength' | 'forcePinChange' | 'alwaysUv' | 'enterpriseAttestation';

/** What is still to be set on a key, and what this key can never do. */
export interface PolicyGap {
  readonly missing: readonly PolicyItem[];
  /** Wanted by the profile, impossible on this key; recorded and shown, never silently dropped. */
  readonly impossible: readonly PolicyItem[];
}

/** What a profile wants on any key, in the order in which it is set. */
export function wantedPolicy(profile: EnrolmentProfile): PolicyItem[] {
  const wanted: Readonly<Record<PolicyItem, boolean>> = {
    alwaysUv: profile.alwaysUv,
    enterpriseAttestation: profile.enterpriseAttestation,
    minPinLength: profile.minPinLength !== null,
    forcePinChange: profile.forcePinChange,
  };
  return (Object.keys(wanted) as PolicyItem[]).filter((item) => wanted[item]);
}

/**
 * Compares what a profile wants on the key with what the key says of itself.
 * @see CTAP 2.3 §6.4 getInfo members 0x0C, 0x0D, options alwaysUv, ep; §6.11 authenticatorConfig.
 */
export function policyGap(profile: EnrolmentProfile, key: KeyObservation): PolicyGap {
  const { abilities } = key;
  const wanted: readonly { item: PolicyItem; met: boolean; possible: boolean }[] = [
    {
      item: 'alwaysUv',
      met: !profile.alwaysUv || key.alwaysUv,
      possible: abilities.alwaysUvConfigurable,
    },
    {
      item: 'enterpriseAttestation',
      met: !profile.enterpriseAttestation || key.enterpriseAttestation,
      possible: abilities.enterpriseAttestation,
    },
    {
      item: 'minPinLength',
      met: profile.minPinLength === null || key.minPinLength >= profile.minPinLength,
      possible: abilities.setMinPinLength,
    },
    {
      item: 'forcePinChange',
      met: !profile.forcePinChange || key.forcePinChange,
      possible: abilities.setMinPinLength,
    },
  ];
  const unmet = wanted.filter(({ met }) => !met);
  return {
    missing: unmet.filter(({ possible }) => possible).map(({ item }) => item),
    impossible: unmet.filter(({ possible }) => !possible).map(({ item }) => item),
  };
}
