import type { ProfileContent } from '#shared/enrolment/profile.ts';

/** How far what a member does can be taken back: not at all, by a reset of the key, by the holder's next PIN, or by a switch. */
export type Permanence = 'forever' | 'untilReset' | 'untilChanged' | 'switchable';

/**
 * What a profile does that somebody may later wish it had not. Null where there is nothing to take back.
 * @see CTAP 2.3 §6.11.4: a minimum cannot be lowered, a forced change ends with the change; §6.11.1: enterprise attestation
 * is off again only after a reset; §6.11.2: alwaysUv is a toggle, which a key may refuse to turn off; §6.6: a reset erases
 * all credentials and the PIN, and nothing else takes a PIN away.
 */
export function permanenceOf(
  content: ProfileContent,
  member: keyof ProfileContent,
): Permanence | null {
  switch (member) {
    case 'reset':
      return content.reset === 'never' ? null : 'forever';
    case 'oldKeys':
      return content.oldKeys === 'keep' ? null : 'forever';
    case 'minPinLength':
      return content.minPinLength === null ? null : 'untilReset';
    case 'enterpriseAttestation':
      return content.enterpriseAttestation ? 'untilReset' : null;
    case 'forcePinChange':
      return content.forcePinChange ? 'untilChanged' : null;
    case 'alwaysUv':
      return content.alwaysUv ? 'switchable' : null;
    // A PIN can be changed at any time. That a key cannot be without one again is said in words.
    case 'pin':
    case 'name':
    case 'description':
    case 'minPinLengthRpIds':
    case 'requireTrustedAttestation':
    case 'allowedAaguids':
    case 'displayNameTemplate':
    case 'ways':
      return null;
  }
}
