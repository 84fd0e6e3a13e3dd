import {
  getBytes,
  getOptionalBoolean,
  getOptionalBytes,
  getOptionalMap,
  getText,
} from '#shared/cbor/cborMap.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { type CtapCallOptions, type CtapLink, type CtapRequest, callCtap } from '../ctapCall.ts';
import { CTAP_COMMAND } from '../ctapCommand.ts';
import { authenticateWith, type PinUvAuth, type PinUvAuthToken } from '../pinuv/pinUvAuthToken.ts';
import {
  buildDescriptor,
  buildUser,
  type CredentialDescriptor,
  type CredentialParameters,
  type RpEntity,
  type UserEntity,
} from './credentialEntities.ts';
import { buildParameters } from './parameters.ts';

/** What a new credential is to be. */
export interface MakeCredentialParameters {
  /** SHA-256 of clientDataJSON, 32 bytes. */
  readonly clientDataHash: Uint8Array;
  readonly rp: RpEntity;
  readonly user: UserEntity;
  /** Most wanted first. */
  readonly pubKeyCredParams: readonly CredentialParameters[];
  readonly excludeList?: readonly CredentialDescriptor[] | undefined;
  /** Inputs from `../extensions`. */
  readonly extensions?: CborMap | undefined;
  /** `rk: true` asks for a discoverable credential. `uv` is for keys without pinUvAuthToken only. */
  readonly options?: { readonly rk?: boolean; readonly uv?: boolean } | undefined;
  /** 1: vendor-facilitated, 2: platform-managed. */
  readonly enterpriseAttestation?: 1 | 2 | undefined;
  readonly attestationFormatsPreference?: readonly string[] | undefined;
}

/** A new credential and its attestation. */
export interface MakeCredentialResponse {
  /** Attestation statement format: `packed`, `none`, … */
  readonly fmt: string;
  readonly authData: Uint8Array;
  /** Empty for `none`. */
  readonly attStmt: CborMap;
  /** True when the key gave its enterprise attestation. */
  readonly epAtt: boolean;
  /** 32 bytes, where `largeBlobKey` was asked for. */
  readonly largeBlobKey: Uint8Array | undefined;
  readonly unsignedExtensionOutputs: CborMap | undefined;
}

/**
 * Makes a credential; the key waits for a touch.
 * Wire: authenticatorMakeCredential (0x01). The token needs permission `mc` for `rp.id`, and is spent by it.
 * @throws CtapError `credential_excluded` `key_store_full` `algorithm_unsupported` `touch_timeout` `touch_denied`
 * `pin_auth_invalid`; TransportError
 * @see CTAP 2.3 §6.1
 */
export async function makeCredential(
  link: CtapLink,
  parameters: MakeCredentialParameters,
  token: PinUvAuthToken | undefined,
  options?: CtapCallOptions,
): Promise<MakeCredentialResponse> {
  const auth = await authenticateWith(token, parameters.clientDataHash);
  const request = buildMakeCredentialRequest(parameters, auth);
  return parseMakeCredentialResponse(await callCtap(link, request, options));
}

/** Writes the request; pinUvAuthParam is computed over clientDataHash alone. */
export function buildMakeCredentialRequest(
  parameters: MakeCredentialParameters,
  auth?: PinUvAuth,
): CtapRequest {
  const { rp, excludeList, options, attestationFormatsPreference } = parameters;
  return {
    command: CTAP_COMMAND.makeCredential,
    parameters: buildParameters(
      [0x01, parameters.clientDataHash],
      [0x02, buildParameters(['id', rp.id], ['name', rp.name])],
      [0x03, buildUser(parameters.user)],
      [
        0x04,
        parameters.pubKeyCredParams.map(({ type, alg }) =>
          buildParameters(['alg', alg], ['type', type]),
        ),
      ],
      // An empty list is an error to keys of CTAP 2.0 (MISSING_PARAMETER or worse); absent means the same.
      [0x05, excludeList?.length ? excludeList.map(buildDescriptor) : undefined],
      [0x06, parameters.extensions?.size ? parameters.extensions : undefined],
      [0x07, options && buildParameters(['rk', options.rk], ['uv', options.uv])],
      [0x08, auth?.pinUvAuthParam],
      [0x09, auth?.pinUvAuthProtocol],
      [0x0a, parameters.enterpriseAttestation],
      [0x0b, attestationFormatsPreference && [...attestationFormatsPreference]],
    ),
  };
}

/** Reads the answer. @throws CborError */
export function parseMakeCredentialResponse(map: CborMap): MakeCredentialResponse {
  return {
    fmt: getText(map, 0x01),
    authData: getBytes(map, 0x02),
    attStmt: getOptionalMap(map, 0x03) ?? new Map(),
    epAtt: getOptionalBoolean(map, 0x04) ?? false,
    largeBlobKey: getOptionalBytes(map, 0x05),
    unsignedExtensionOutputs: getOptionalMap(map, 0x06),
  };
}
