import { getBytes, getInteger, getMap, getOptionalBoolean } from '#shared/cbor/cborMap.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { decodeKeyAgreementKey, encodeKeyAgreementKey } from '#shared/cose/keyAgreementKey.ts';
import { type CtapCallOptions, type CtapLink, type CtapRequest, callCtap } from '../ctapCall.ts';
import { CTAP_COMMAND, CLIENT_PIN_SUBCOMMAND as SUB } from '../ctapCommand.ts';
import type { PinUvAuthProtocolId } from '../pinuv/pinUvAuthProtocol.ts';
import type {
  ChangePinMembers,
  CoseEcdhKey,
  PinHashMembers,
  SetPinMembers,
} from '../pinuv/pinUvPlatform.ts';
import { buildParameters } from './parameters.ts';

/** How many wrong PINs the key still takes. */
export interface PinRetries {
  readonly pinRetries: number;
  /** True: no further attempt until the key is unplugged and plugged in. Undefined: the key did not say. */
  readonly powerCycleState: boolean | undefined;
}

/** What a token by permissions may do. */
export interface TokenScope {
  /** PIN_UV_AUTH_PERMISSION bits. */
  readonly permissions: number;
  /** Needed for `mc` and `ga`; narrows `cm`. */
  readonly rpId?: string | undefined;
}

/** Members that a clientPIN request can have. */
interface ClientPinMembers {
  readonly keyAgreement?: CoseEcdhKey;
  readonly pinUvAuthParam?: Uint8Array;
  readonly newPinEnc?: Uint8Array;
  readonly pinHashEnc?: Uint8Array;
  readonly permissions?: number | undefined;
  readonly rpId?: string | undefined;
}

/**
 * Writes any request of authenticatorClientPIN (0x06). pinUvAuthProtocol goes along always: keys of CTAP 2.0 demand it
 * even where CTAP 2.1 does not need it.
 * @see CTAP 2.3 §6.5.5
 */
export function buildClientPinRequest(
  protocol: PinUvAuthProtocolId,
  subCommand: number,
  members: ClientPinMembers = {},
): CtapRequest {
  const { keyAgreement } = members;
  return {
    command: CTAP_COMMAND.clientPin,
    subCommand,
    parameters: buildParameters(
      [0x01, protocol],
      [0x02, subCommand],
      [0x03, keyAgreement && encodeKeyAgreementKey(keyAgreement)],
      [0x04, members.pinUvAuthParam],
      [0x05, members.newPinEnc],
      [0x06, members.pinHashEnc],
      [0x09, members.permissions],
      [0x0a, members.rpId],
    ),
  };
}

/** Asks how many attempts are left. Wire: 0x06/0x01. Costs no attempt. @see CTAP 2.3 §6.5.5.2 */
export async function getPinRetries(
  link: CtapLink,
  protocol: PinUvAuthProtocolId,
  options?: CtapCallOptions,
): Promise<PinRetries> {
  const request = buildClientPinRequest(protocol, SUB.getPINRetries);
  return parsePinRetries(await callCtap(link, request, options));
}

/** Reads pinRetries (0x03) and powerCycleState (0x04). @throws CborError */
export function parsePinRetries(map: CborMap): PinRetries {
  return { pinRetries: getInteger(map, 0x03), powerCycleState: getOptionalBoolean(map, 0x04) };
}

/** Asks how many wrong fingers the key still takes. Wire: 0x06/0x07. @see CTAP 2.3 §6.5.5.3 */
export async function getUvRetries(
  link: CtapLink,
  protocol: PinUvAuthProtocolId,
  options?: CtapCallOptions,
): Promise<number> {
  const request = buildClientPinRequest(protocol, SUB.getUVRetries);
  return parseUvRetries(await callCtap(link, request, options));
}

/** Reads uvRetries (0x05). @throws CborError */
export function parseUvRetries(map: CborMap): number {
  return getInteger(map, 0x05);
}

/** Asks for the key's side of a key agreement. Wire: 0x06/0x02. @see CTAP 2.3 §6.5.5.4 */
export async function getKeyAgreement(
  link: CtapLink,
  protocol: PinUvAuthProtocolId,
  options?: CtapCallOptions,
): Promise<CoseEcdhKey> {
  const request = buildClientPinRequest(protocol, SUB.getKeyAgreement);
  return parseKeyAgreement(await callCtap(link, request, options));
}

/** Reads keyAgreement (0x01), 65 bytes; that it is on the curve is checked when it is used. @throws CborError */
export function parseKeyAgreement(map: CborMap): CoseEcdhKey {
  return decodeKeyAgreementKey(getMap(map, 0x01));
}

/**
 * Puts the first PIN on a key. Wire: 0x06/0x03; pinUvAuthParam is over newPinEnc, by the shared secret.
 * @throws CtapError `pin_auth_invalid` also when the key has a PIN already; `pin_policy_violation`
 * @see CTAP 2.3 §6.5.5.5
 */
export async function setPin(
  link: CtapLink,
  protocol: PinUvAuthProtocolId,
  members: SetPinMembers,
  options?: CtapCallOptions,
): Promise<void> {
  await callCtap(link, buildClientPinRequest(protocol, SUB.setPIN, members), options);
}

/**
 * Replaces the PIN. Wire: 0x06/0x04; pinUvAuthParam is over newPinEnc and pinHashEnc, by the shared secret.
 * @throws CtapError `pin_invalid` `pin_auth_blocked` `pin_blocked` `pin_policy_violation`
 * @see CTAP 2.3 §6.5.5.6
 */
export async function changePin(
  link: CtapLink,
  protocol: PinUvAuthProtocolId,
  members: ChangePinMembers,
  options?: CtapCallOptions,
): Promise<void> {
  await callCtap(link, buildClientPinRequest(protocol, SUB.changePIN, members), options);
}

/**
 * Asks a key without permissions for a token. Wire: 0x06/0x05. A wrong PIN costs an attempt.
 * @returns the token, encrypted
 * @see CTAP 2.3 §6.5.5.7.1
 */
export async function getPinToken(
  link: CtapLink,
  protocol: PinUvAuthProtocolId,
  members: PinHashMembers,
  options?: CtapCallOptions,
): Promise<Uint8Array> {
  const request = buildClientPinRequest(protocol, SUB.getPinToken, members);
  return parseEncryptedToken(await callCtap(link, request, options));
}

/**
 * Asks for a token with permissions by PIN. Wire: 0x06/0x09. A wrong PIN costs an attempt.
 * @returns the token, encrypted
 * @see CTAP 2.3 §6.5.5.7.2
 */
export async function getTokenUsingPin(
  link: CtapLink,
  protocol: PinUvAuthProtocolId,
  members: PinHashMembers,
  scope: TokenScope,
  options?: CtapCallOptions,
): Promise<Uint8Array> {
  const subCommand = SUB.getPinUvAuthTokenUsingPinWithPermissions;
  const request = buildClientPinRequest(protocol, subCommand, { ...members, ...scope });
  return parseEncryptedToken(await callCtap(link, request, options));
}

/**
 * Asks for a token with permissions by the key's own user verification (a finger, mostly). Wire: 0x06/0x06.
 * @returns the token, encrypted
 * @throws CtapError `uv_invalid` `uv_blocked` `touch_timeout`
 * @see CTAP 2.3 §6.5.5.7.3
 */
export async function getTokenUsingUv(
  link: CtapLink,
  protocol: PinUvAuthProtocolId,
  members: { readonly keyAgreement: CoseEcdhKey },
  scope: TokenScope,
  options?: CtapCallOptions,
): Promise<Uint8Array> {
  const subCommand = SUB.getPinUvAuthTokenUsingUvWithPermissions;
  const request = buildClientPinRequest(protocol, subCommand, { ...members, ...scope });
  return parseEncryptedToken(await callCtap(link, request, options));
}

/** Reads pinUvAuthToken (0x02), still encrypted. @throws CborError */
export function parseEncryptedToken(map: CborMap): Uint8Array {
  return getBytes(map, 0x02);
}
