import { concat } from '#shared/bytes/concat.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import { type CtapCallOptions, type CtapLink, type CtapRequest, callCtap } from '../ctapCall.ts';
import { CONFIG_SUBCOMMAND, CTAP_COMMAND } from '../ctapCommand.ts';
import { authenticateWith, type PinUvAuth, type PinUvAuthToken } from '../pinuv/pinUvAuthToken.ts';
import { buildParameters } from './parameters.ts';

/** What setMinPINLength changes; what is left out stays. The minimum can be raised, and lowered only by a reset. */
export interface MinPinLengthParameters {
  /** Code points. */
  readonly newMinPinLength?: number | undefined;
  /** RPs that may read the minimum by the minPinLength extension. Replaces the list on the key. */
  readonly minPinLengthRpIds?: readonly string[] | undefined;
  /** The PIN must be changed before it is good for anything else. */
  readonly forceChangePin?: boolean | undefined;
  /** CTAP 2.3: switches the key's rule against simple PINs on. */
  readonly pinComplexityPolicy?: boolean | undefined;
}

/** One change by authenticatorConfig. */
export interface ConfigChange {
  readonly subCommand: number;
  readonly subCommandParams?: CborMap | undefined;
}

/** `enableEnterpriseAttestation` (0x01). Cannot be taken back but by a reset. @see CTAP 2.3 §6.11.1 */
export function enableEnterpriseAttestation(): ConfigChange {
  return { subCommand: CONFIG_SUBCOMMAND.enableEnterpriseAttestation };
}

/** `toggleAlwaysUv` (0x02): switches it on where it is off, and off where it is on. @see CTAP 2.3 §6.11.2 */
export function toggleAlwaysUv(): ConfigChange {
  return { subCommand: CONFIG_SUBCOMMAND.toggleAlwaysUv };
}

/** `setMinPINLength` (0x03). @see CTAP 2.3 §6.11.4 */
export function setMinPinLength(parameters: MinPinLengthParameters): ConfigChange {
  const { minPinLengthRpIds } = parameters;
  return {
    subCommand: CONFIG_SUBCOMMAND.setMinPINLength,
    subCommandParams: buildParameters(
      [0x01, parameters.newMinPinLength],
      [0x02, minPinLengthRpIds && [...minPinLengthRpIds]],
      [0x03, parameters.forceChangePin],
      [0x04, parameters.pinComplexityPolicy],
    ),
  };
}

/** `enableLongTouchForReset` (0x04). @see CTAP 2.3 §6.11 */
export function enableLongTouchForReset(): ConfigChange {
  return { subCommand: CONFIG_SUBCOMMAND.enableLongTouchForReset };
}

/**
 * `vendorPrototype` (0xFF).
 * @param vendorCommandId 64 bit, one of getInfo's vendorPrototypeConfigCommands
 * @param parameters further members, from 0x02 on
 * @see CTAP 2.3 §6.11.3
 */
export function vendorPrototype(vendorCommandId: bigint, parameters?: CborMap): ConfigChange {
  return {
    subCommand: CONFIG_SUBCOMMAND.vendorPrototype,
    subCommandParams: buildParameters([0x01, vendorCommandId], ...(parameters ?? [])),
  };
}

/**
 * Changes a setting of the key.
 * Wire: authenticatorConfig (0x0D). The token needs permission `acfg`. Take a new token for each change: pico's stops
 * being good after one. Without a token only on a key that has no user verification at all.
 * @throws CtapError `command_unsupported` `pin_policy_violation` (minimum below the current one) `pin_auth_invalid`
 * `option_unsupported`; TransportError
 * @see CTAP 2.3 §6.11
 */
export async function configureAuthenticator(
  link: CtapLink,
  change: ConfigChange,
  token: PinUvAuthToken | undefined,
  options?: CtapCallOptions,
): Promise<void> {
  const auth = await authenticateWith(token, configAuthMessage(change));
  await callCtap(link, buildConfigRequest(change, auth), options);
}

/** Writes the request. */
export function buildConfigRequest(change: ConfigChange, auth?: PinUvAuth): CtapRequest {
  return {
    command: CTAP_COMMAND.authenticatorConfig,
    subCommand: change.subCommand,
    parameters: buildParameters(
      [0x01, change.subCommand],
      [0x02, change.subCommandParams],
      [0x03, auth?.pinUvAuthProtocol],
      [0x04, auth?.pinUvAuthParam],
    ),
  };
}

/** What pinUvAuthParam is computed over: 32 bytes 0xFF, 0x0D, subCommand, subCommandParams. @see CTAP 2.3 §6.11 */
export function configAuthMessage({ subCommand, subCommandParams }: ConfigChange): Uint8Array {
  return concat(
    new Uint8Array(32).fill(0xff),
    Uint8Array.of(CTAP_COMMAND.authenticatorConfig, subCommand),
    subCommandParams ? encodeCbor(subCommandParams) : new Uint8Array(),
  );
}
