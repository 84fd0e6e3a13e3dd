import { fromHex } from '#shared/bytes/hex.ts';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import type { Profile } from '../profiles/profile.ts';
import { type KeyState, remainingPlaces } from '../state/keyState.ts';
import type { Command } from './context.ts';

/** The options as they are now: PIN and fingers set or not, always-UV and enterprise attestation on or off. */
export function currentOptions(profile: Profile, state: KeyState): Record<string, boolean> {
  const options = { ...profile.info.options };
  const now: Record<string, boolean> = {
    clientPin: state.pinHash !== undefined,
    uv: state.fingerprints.length > 0,
    bioEnroll: state.fingerprints.length > 0,
    userVerificationMgmtPreview: state.fingerprints.length > 0,
    alwaysUv: state.alwaysUv,
    ep: state.enterpriseAttestation,
  };
  for (const [option, value] of Object.entries(now)) {
    if (options[option] !== undefined) options[option] = value;
  }
  if (state.alwaysUv && options['makeCredUvNotRqd'] !== undefined) {
    options['makeCredUvNotRqd'] = false;
  }
  return options;
}

/** Serialises getInfo's members under their numbers (CTAP 2.1 §6.4). */
export const getInfo: Command = ({ profile, state }) => {
  const { info } = profile;
  const algorithms = info.algorithms?.map(
    (alg): CborValue =>
      new Map<string, CborValue>([
        ['alg', alg],
        ['type', 'public-key'],
      ]),
  );
  const members: [number, CborValue | undefined][] = [
    [0x01, [...info.versions]],
    [0x02, info.extensions && [...info.extensions]],
    [0x03, fromHex(info.aaguid)],
    [0x04, new Map(Object.entries(currentOptions(profile, state)))],
    [0x05, info.maxMsgSize],
    [0x06, info.pinUvAuthProtocols && [...info.pinUvAuthProtocols]],
    [0x07, info.maxCredentialCountInList],
    [0x08, info.maxCredentialIdLength],
    [0x09, info.transports && [...info.transports]],
    [0x0a, algorithms],
    [0x0b, info.maxSerializedLargeBlobArray],
    [0x0c, info.forcePINChange === undefined ? undefined : state.forcePinChange],
    [0x0d, info.minPINLength === undefined ? undefined : state.minPinLength],
    [0x0e, info.firmwareVersion],
    [0x0f, info.maxCredBlobLength],
    [0x10, info.maxRPIDsForSetMinPINLength],
    [0x11, info.preferredPlatformUvAttempts],
    [0x12, info.uvModality],
    [0x13, info.certifications && new Map(Object.entries(info.certifications))],
    [
      0x14,
      info.remainingDiscoverableCredentials === undefined
        ? undefined
        : remainingPlaces(profile, state),
    ],
    [0x15, info.vendorPrototypeConfigCommands && [...info.vendorPrototypeConfigCommands]],
    [0x16, info.attestationFormats && [...info.attestationFormats]],
    [0x1b, info.pinComplexityPolicy],
  ];
  const map = new Map<number, CborValue>();
  for (const [key, value] of members) if (value !== undefined) map.set(key, value);
  return map;
};
