import { type ProfileContent, pinDisclosure } from '#shared/enrolment/profile.ts';
import { modelNamesOf } from '#shared/webauthn/keyModels.ts';
import { stationMessages } from './messages.station.ts';

const words = stationMessages.meaning;

/** What a profile does to a key and to its holder, one sentence each, the PIN first. */
export function profileMeaning(profile: ProfileContent): string[] {
  const { pin } = profile;
  const disclosure = pinDisclosure(pin);
  const sentences = [
    pin.source === 'random'
      ? words.randomPin(pin.length, pin.alphabet === 'digits')
      : pin.source === 'typedByHolder'
        ? words.typedPin
        : words.existingPin,
    disclosure !== null && words.disclosure[disclosure],
    profile.forcePinChange && words.forcePinChange,
    words.reset[profile.reset],
    profile.minPinLength !== null && words.minPinLength(profile.minPinLength),
    profile.alwaysUv && words.alwaysUv,
    profile.enterpriseAttestation && words.enterpriseAttestation,
    profile.requireTrustedAttestation && words.trustedOnly,
    profile.allowedAaguids.length > 0 && words.models(modelNamesOf(profile.allowedAaguids)),
    profile.oldKeys === 'removeAfterProof' && words.removeOld,
  ];
  return sentences.filter((sentence) => sentence !== false);
}
