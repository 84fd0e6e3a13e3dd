import {
  getBytes,
  getOptionalBoolean,
  getOptionalBytes,
  getOptionalInteger,
  getOptionalMap,
} from '#shared/cbor/cborMap.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { type CtapCallOptions, type CtapLink, type CtapRequest, callCtap } from '../ctapCall.ts';
import { CTAP_COMMAND } from '../ctapCommand.ts';
import { authenticateWith, type PinUvAuth, type PinUvAuthToken } from '../pinuv/pinUvAuthToken.ts';
import {
  buildDescriptor,
  type CredentialDescriptor,
  parseDescriptor,
  parseUser,
  type UserEntity,
} from './credentialEntities.ts';
import { buildParameters } from './parameters.ts';

/** What is to be signed, and by which credentials. */
export interface GetAssertionParameters {
  readonly rpId: string;
  /** SHA-256 of clientDataJSON, 32 bytes. */
  readonly clientDataHash: Uint8Array;
  /** Left out: any discoverable credential for the RP. */
  readonly allowList?: readonly CredentialDescriptor[] | undefined;
  /** Inputs from `../extensions`. */
  readonly extensions?: CborMap | undefined;
  /** `up: false` asks for no touch. `uv` is for keys without pinUvAuthToken only. */
  readonly options?: { readonly up?: boolean; readonly uv?: boolean } | undefined;
}

/** One assertion. */
export interface GetAssertionResponse {
  /** Some keys leave it out when the allowList had one entry; that entry is given here then. */
  readonly credential: CredentialDescriptor | undefined;
  readonly authData: Uint8Array;
  readonly signature: Uint8Array;
  /** Discoverable credentials only; names only after user verification, and by few keys. */
  readonly user: UserEntity | undefined;
  /** How many credentials match, this one included; more come from getNextAssertion. */
  readonly numberOfCredentials: number;
  readonly userSelected: boolean;
  readonly largeBlobKey: Uint8Array | undefined;
  readonly unsignedExtensionOutputs: CborMap | undefined;
}

/**
 * Has a credential sign.
 * Wire: authenticatorGetAssertion (0x02). The token needs permission `ga` for the RP, and is spent unless `up: false`.
 * @throws CtapError `no_credentials` `touch_timeout` `touch_denied` `pin_auth_invalid`; TransportError
 * @see CTAP 2.3 §6.2
 */
export async function getAssertion(
  link: CtapLink,
  parameters: GetAssertionParameters,
  token: PinUvAuthToken | undefined,
  options?: CtapCallOptions,
): Promise<GetAssertionResponse> {
  const auth = await authenticateWith(token, parameters.clientDataHash);
  const map = await callCtap(link, buildGetAssertionRequest(parameters, auth), options);
  return parseGetAssertionResponse(map, parameters.allowList);
}

/**
 * Gives the next of several assertions; must follow getAssertion within 30 s.
 * Wire: authenticatorGetNextAssertion (0x08).
 * @throws CtapError `ctap_error` (NOT_ALLOWED, 0x30) when there is none
 * @see CTAP 2.3 §6.3
 */
export async function getNextAssertion(
  link: CtapLink,
  options?: CtapCallOptions,
): Promise<GetAssertionResponse> {
  const map = await callCtap(link, { command: CTAP_COMMAND.getNextAssertion }, options);
  return parseGetAssertionResponse(map);
}

/** Writes the request; pinUvAuthParam is computed over clientDataHash alone. */
export function buildGetAssertionRequest(
  parameters: GetAssertionParameters,
  auth?: PinUvAuth,
): CtapRequest {
  const { allowList, options } = parameters;
  return {
    command: CTAP_COMMAND.getAssertion,
    parameters: buildParameters(
      [0x01, parameters.rpId],
      [0x02, parameters.clientDataHash],
      [0x03, allowList?.length ? allowList.map(buildDescriptor) : undefined],
      [0x04, parameters.extensions?.size ? parameters.extensions : undefined],
      [0x05, options && buildParameters(['up', options.up], ['uv', options.uv])],
      [0x06, auth?.pinUvAuthParam],
      [0x07, auth?.pinUvAuthProtocol],
    ),
  };
}

/** Reads the answer of getAssertion and getNextAssertion. @throws CborError */
export function parseGetAssertionResponse(
  map: CborMap,
  allowList: readonly CredentialDescriptor[] = [],
): GetAssertionResponse {
  const credential = getOptionalMap(map, 0x01);
  const user = getOptionalMap(map, 0x04);
  return {
    credential: credential
      ? parseDescriptor(credential)
      : allowList.length === 1
        ? allowList[0]
        : undefined,
    authData: getBytes(map, 0x02),
    signature: getBytes(map, 0x03),
    user: user && parseUser(user),
    numberOfCredentials: getOptionalInteger(map, 0x05) ?? 1,
    userSelected: getOptionalBoolean(map, 0x06) ?? false,
    largeBlobKey: getOptionalBytes(map, 0x07),
    unsignedExtensionOutputs: getOptionalMap(map, 0x08),
  };
}
