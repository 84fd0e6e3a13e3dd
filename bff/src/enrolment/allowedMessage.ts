import { fromBase64Url } from '#shared/bytes/base64Url.ts';
import { equal } from '#shared/bytes/equal.ts';
import { utf8Encode } from '#shared/bytes/utf8.ts';
import { asMap } from '#shared/cbor/cborMap.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { decodeCbor } from '#shared/cbor/decodeCbor.ts';
import type { Crypto } from '#shared/crypto/cryptoPort.ts';
import { NO_CLIENT_DATA_HASH } from '#shared/ctap/client/excludeList.ts';
import {
  configAuthMessage,
  enableEnterpriseAttestation,
  setMinPinLength,
  toggleAlwaysUv,
} from '#shared/ctap/commands/authenticatorConfig.ts';
import {
  credentialManagementAuthMessage,
  credentialManagementSteps,
} from '#shared/ctap/commands/credentialManagementRequest.ts';
import type { Action } from '#shared/enrolment/action.ts';
import type { EnrolmentState } from '#shared/enrolment/enrolmentState.ts';
import type { KeyObservation } from '#shared/enrolment/observation.ts';
import { policyGap } from '#shared/enrolment/policy.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import { parseOptions, rpIdOf } from './relyingParty.ts';

/** Bytes before the parameters of an authenticatorConfig message: 32 of 0xFF, command, subcommand. */
const CONFIG_HEAD_BYTES = 34;

/**
 * Tells whether a CTAP message is one that the current action calls for. Whoever gets a pinUvAuthParam can change the key,
 * so nothing else is ever authenticated.
 * @see CTAP 2.3 §6.1 (makeCredential), §6.2 (getAssertion), §6.8 (credentialManagement), §6.11 (authenticatorConfig)
 */
export function isAllowedMessage(
  crypto: Pick<Crypto, 'sha256'>,
  state: EnrolmentState,
  key: KeyObservation,
  action: Action,
  message: Uint8Array,
): boolean {
  switch (action.kind) {
    case 'makeCredential':
      return (
        isHashOf(crypto, state.options?.clientDataJson, message) || isLookThrough(state, message)
      );
    case 'prove':
      return isHashOf(crypto, state.proofClientDataJson, message);
    case 'findCredentials':
      return isLookAtKey(crypto, state, message);
    case 'removeCredential': {
      const credential = { type: 'public-key', id: fromBase64Url(action.credentialId) };
      const step = credentialManagementSteps.deleteCredential(credential);
      return equal(message, credentialManagementAuthMessage(step));
    }
    case 'applyPolicy':
      return isPolicyMessage(state.profile, key, message);
    default:
      return false;
  }
}

/**
 * Tells whether a message asks a key for passkeys that it must not have, while one is to be made. It changes nothing on the key;
 * a list that fits into the request itself is not looked through.
 */
export function isLookThrough({ options }: EnrolmentState, message: Uint8Array): boolean {
  const excluded = options === null ? [] : (parseOptions(options).excludeCredentials ?? []);
  return excluded.length > 1 && equal(message, NO_CLIENT_DATA_HASH);
}

function isHashOf(
  crypto: Pick<Crypto, 'sha256'>,
  clientDataJson: string | null | undefined,
  message: Uint8Array,
): boolean {
  if (clientDataJson === null || clientDataJson === undefined) return false;
  return equal(message, crypto.sha256(fromBase64Url(clientDataJson)));
}

/** Nothing but lists: which RPs there are, and what the key holds of the RP of this enrolment. */
function isLookAtKey(
  crypto: Pick<Crypto, 'sha256'>,
  { options }: EnrolmentState,
  message: Uint8Array,
): boolean {
  const rpIdHash = crypto.sha256(utf8Encode(rpIdOf(options)));
  return [
    credentialManagementSteps.enumerateRpsBegin(),
    credentialManagementSteps.enumerateCredentialsBegin(rpIdHash),
  ].some((step) => equal(message, credentialManagementAuthMessage(step)));
}

function isPolicyMessage(
  profile: EnrolmentProfile,
  key: KeyObservation,
  message: Uint8Array,
): boolean {
  const { missing } = policyGap(profile, key);
  // Toggling twice would switch it off again, so only where it is off.
  if (missing.includes('alwaysUv') && equal(message, configAuthMessage(toggleAlwaysUv()))) {
    return true;
  }
  if (
    missing.includes('enterpriseAttestation') &&
    equal(message, configAuthMessage(enableEnterpriseAttestation()))
  ) {
    return true;
  }
  if (!missing.includes('minPinLength') && !missing.includes('forcePinChange')) return false;
  return isMinPinLengthMessage(profile, message);
}

/** The page may send the members together or apart; each that is there must have the profile's value. */
function isMinPinLengthMessage(profile: EnrolmentProfile, message: Uint8Array): boolean {
  const sent = parseParameters(message.subarray(CONFIG_HEAD_BYTES));
  if (sent === undefined || sent.size === 0) return false;
  const rpIds = profile.minPinLengthRpIds;
  const wanted = setMinPinLength({
    ...(sent.has(0x01) &&
      profile.minPinLength !== null && { newMinPinLength: profile.minPinLength }),
    ...(sent.has(0x02) && rpIds.length > 0 && { minPinLengthRpIds: rpIds }),
    ...(sent.has(0x03) && { forceChangePin: profile.forcePinChange }),
  });
  return equal(message, configAuthMessage(wanted));
}

function parseParameters(bytes: Uint8Array): CborMap | undefined {
  try {
    return asMap(decodeCbor(bytes));
  } catch {
    return undefined;
  }
}
