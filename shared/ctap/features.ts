import { COSE_ALGORITHM } from '#shared/cose/coseAlgorithms.ts';
import type { GetInfo } from './commands/getInfo.ts';
import { CONFIG_SUBCOMMAND, CTAP_COMMAND } from './ctapCommand.ts';
import type { PinUvAuthProtocolId } from './pinuv/pinUvAuthProtocol.ts';

/** The key speaks FIDO2, in any version, not U2F only. */
export function supportsFido2(info: GetInfo): boolean {
  return info.versions.some((version) => version.startsWith('FIDO_2_'));
}

/** The key can keep discoverable credentials (`rk`). */
export function supportsDiscoverableCredentials(info: GetInfo): boolean {
  return info.options.get('rk') === true;
}

/** The key can make ES256 credentials; without a list of algorithms it can (CTAP 2.3 §6.4). */
export function supportsEs256(info: GetInfo): boolean {
  return info.algorithms?.some(({ alg }) => alg === COSE_ALGORITHM.ES256) ?? true;
}

/** The key can have a PIN. */
export function supportsPin(info: GetInfo): boolean {
  return info.options.has('clientPin');
}

/** The key has a PIN now. */
export function hasPin(info: GetInfo): boolean {
  return info.options.get('clientPin') === true;
}

/** The key verifies users by itself (a fingerprint), and somebody is enrolled. */
export function hasBuiltInUv(info: GetInfo): boolean {
  return info.options.get('uv') === true;
}

/** Tokens have permissions; otherwise getPinToken is all there is. */
export function supportsPinUvAuthToken(info: GetInfo): boolean {
  return info.options.get('pinUvAuthToken') === true;
}

/** The key verifies the user at each use, whatever the RP asks for. */
export function alwaysUv(info: GetInfo): boolean {
  return info.options.get('alwaysUv') === true;
}

/** authenticatorConfig is there at all. */
export function supportsAuthenticatorConfig(info: GetInfo): boolean {
  return info.options.get('authnrCfg') === true;
}

/** alwaysUv can be changed. */
export function supportsToggleAlwaysUv(info: GetInfo): boolean {
  return supportsAuthenticatorConfig(info) && info.options.has('alwaysUv');
}

/** The minimum PIN length and the forced change can be set. */
export function supportsSetMinPinLength(info: GetInfo): boolean {
  return supportsAuthenticatorConfig(info) && info.options.get('setMinPINLength') === true;
}

/** The key has an enterprise attestation that can be switched on. */
export function supportsEnterpriseAttestation(info: GetInfo): boolean {
  return supportsAuthenticatorConfig(info) && info.options.has('ep');
}

/** A reset can be made to want a long touch. */
export function supportsLongTouchForReset(info: GetInfo): boolean {
  const commands = info.authenticatorConfigCommands ?? [];
  return (
    supportsAuthenticatorConfig(info) &&
    commands.includes(CONFIG_SUBCOMMAND.enableLongTouchForReset)
  );
}

/** Credentials can be listed and deleted, by the final command or its preview. */
export function supportsCredentialManagement(info: GetInfo): boolean {
  return credentialManagementCommand(info) !== undefined;
}

/** The number under which the key knows credential management; the final one where it has both. */
export function credentialManagementCommand(
  info: GetInfo,
):
  | typeof CTAP_COMMAND.credentialManagement
  | typeof CTAP_COMMAND.credentialManagementPreview
  | undefined {
  if (info.options.get('credMgmt') === true) {
    return CTAP_COMMAND.credentialManagement;
  }
  // CTAP 2.1 drafts: the option alone is not enough, a final key may still carry it.
  const isPreview =
    info.versions.includes('FIDO_2_1_PRE') && info.options.get('credentialMgmtPreview') === true;
  return isPreview ? CTAP_COMMAND.credentialManagementPreview : undefined;
}

/** Fingerprints can be enrolled, by the final command or its preview. */
export function supportsBioEnrollment(info: GetInfo): boolean {
  return bioEnrollmentCommand(info) !== undefined;
}

/** The number under which the key knows bio enrolment; the option's value only says whether a finger is enrolled. */
export function bioEnrollmentCommand(
  info: GetInfo,
): typeof CTAP_COMMAND.bioEnrollment | typeof CTAP_COMMAND.bioEnrollmentPreview | undefined {
  if (info.options.has('bioEnroll')) {
    return CTAP_COMMAND.bioEnrollment;
  }
  const isPreview =
    info.versions.includes('FIDO_2_1_PRE') && info.options.has('userVerificationMgmtPreview');
  return isPreview ? CTAP_COMMAND.bioEnrollmentPreview : undefined;
}

/** authenticatorSelection is there: CTAP 2.1 and later. */
export function supportsSelection(info: GetInfo): boolean {
  return info.versions.some((version) => /^FIDO_2_[1-9]\d*$/.test(version));
}

/** The PIN/UV auth protocol to use: two where the key has it, whatever its order says; undefined where it has none. */
export function pinProtocol(info: GetInfo): PinUvAuthProtocolId | undefined {
  if (info.pinUvAuthProtocols.includes(2)) {
    return 2;
  }
  return info.pinUvAuthProtocols.includes(1) ? 1 : undefined;
}
