import {
  getBytes,
  getOptionalBoolean,
  getOptionalBytes,
  getOptionalInteger,
  getOptionalMap,
} from '#shared/cbor/cborMap.ts';
import type { CborKey, CborMap, CborValue } from '#shared/cbor/cborValue.ts';
import { CborError } from '#shared/failure/appError.ts';
import {
  type CtapCallOptions,
  type CtapLink,
  callCtap,
  DEFAULT_MAX_MSG_SIZE,
} from '../ctapCall.ts';
import { CTAP_COMMAND } from '../ctapCommand.ts';
import { getOptionalIntegers, getOptionalTexts } from './cborLists.ts';
import {
  parseAlgorithms,
  parseBooleans,
  parseIntegers64,
  parseTextBytes,
} from './getInfoMembers.ts';

/** An algorithm the key can make credentials with, by its COSE identifier. */
export interface KeyAlgorithm {
  readonly type: string;
  readonly alg: number;
}

/** What a key says of itself, with the specification's default where it gives one. Undefined: the key did not say. */
export interface GetInfo {
  readonly versions: readonly string[];
  readonly extensions: readonly string[];
  /** 16 bytes; the model. */
  readonly aaguid: Uint8Array;
  /** Absent, false and true are three different things, see features.ts. */
  readonly options: ReadonlyMap<string, boolean>;
  /** Bytes; default 1024. */
  readonly maxMsgSize: number;
  /** In the key's order of preference; `[1]` where a key of CTAP 2.0 has a PIN option and leaves the list out. */
  readonly pinUvAuthProtocols: readonly number[];
  readonly maxCredentialCountInList: number | undefined;
  /** Bytes. */
  readonly maxCredentialIdLength: number | undefined;
  readonly transports: readonly string[];
  /** Undefined means ES256. */
  readonly algorithms: readonly KeyAlgorithm[] | undefined;
  /** Bytes. */
  readonly maxSerializedLargeBlobArray: number | undefined;
  readonly forcePinChange: boolean;
  /** Code points; default 4. */
  readonly minPinLength: number;
  readonly firmwareVersion: number | undefined;
  /** Bytes. */
  readonly maxCredBlobLength: number | undefined;
  readonly maxRpIdsForSetMinPinLength: number;
  readonly preferredPlatformUvAttempts: number | undefined;
  /** FIDO Registry's user verification methods, as bits. */
  readonly uvModality: number | undefined;
  readonly certifications: ReadonlyMap<CborKey, CborValue>;
  readonly remainingDiscoverableCredentials: number | undefined;
  /** 64 bit, hence bigint. Undefined: vendorPrototype is not supported. */
  readonly vendorPrototypeConfigCommands: readonly bigint[] | undefined;
  /** Default `packed`. */
  readonly attestationFormats: readonly string[];
  readonly uvCountSinceLastPinEntry: number | undefined;
  readonly longTouchForReset: boolean;
  readonly encIdentifier: Uint8Array | undefined;
  readonly transportsForReset: readonly string[] | undefined;
  readonly pinComplexityPolicy: boolean | undefined;
  readonly pinComplexityPolicyUrl: string | undefined;
  /** Code points. */
  readonly maxPinLength: number | undefined;
  readonly encCredStoreState: Uint8Array | undefined;
  readonly authenticatorConfigCommands: readonly number[] | undefined;
  /** Members beyond CTAP 2.3, as they came. */
  readonly unknown: ReadonlyMap<CborKey, CborValue>;
}

const MEMBER = {
  versions: 0x01,
  extensions: 0x02,
  aaguid: 0x03,
  options: 0x04,
  maxMsgSize: 0x05,
  pinUvAuthProtocols: 0x06,
  maxCredentialCountInList: 0x07,
  maxCredentialIdLength: 0x08,
  transports: 0x09,
  algorithms: 0x0a,
  maxSerializedLargeBlobArray: 0x0b,
  forcePINChange: 0x0c,
  minPINLength: 0x0d,
  firmwareVersion: 0x0e,
  maxCredBlobLength: 0x0f,
  maxRPIDsForSetMinPINLength: 0x10,
  preferredPlatformUvAttempts: 0x11,
  uvModality: 0x12,
  certifications: 0x13,
  remainingDiscoverableCredentials: 0x14,
  vendorPrototypeConfigCommands: 0x15,
  attestationFormats: 0x16,
  uvCountSinceLastPinEntry: 0x17,
  longTouchForReset: 0x18,
  encIdentifier: 0x19,
  transportsForReset: 0x1a,
  pinComplexityPolicy: 0x1b,
  pinComplexityPolicyURL: 0x1c,
  maxPINLength: 0x1d,
  encCredStoreState: 0x1e,
  authenticatorConfigCommands: 0x1f,
} as const;

const KNOWN_MEMBERS: ReadonlySet<CborKey> = new Set(Object.values(MEMBER));
const AAGUID_BYTES = 16;
const LEAST_MIN_PIN_LENGTH = 4;

/**
 * Asks a key what it is. Needs nothing and changes nothing.
 * Wire: authenticatorGetInfo (0x04).
 * @throws CborError for a known member of another type; CtapError; TransportError
 * @see CTAP 2.3 §6.4
 */
export async function getInfo(link: CtapLink, options?: CtapCallOptions): Promise<GetInfo> {
  return parseGetInfoResponse(await callCtap(link, { command: CTAP_COMMAND.getInfo }, options));
}

/** Reads the answer to authenticatorGetInfo, all members of CTAP 2.0 to 2.3. @throws CborError */
export function parseGetInfoResponse(map: CborMap): GetInfo {
  const aaguid = getBytes(map, MEMBER.aaguid);
  if (aaguid.length !== AAGUID_BYTES) {
    throw new CborError('The AAGUID is not 16 bytes');
  }
  const options = parseBooleans(getOptionalMap(map, MEMBER.options));
  return {
    versions: getOptionalTexts(map, MEMBER.versions) ?? [],
    extensions: getOptionalTexts(map, MEMBER.extensions) ?? [],
    aaguid,
    options,
    maxMsgSize: getOptionalInteger(map, MEMBER.maxMsgSize) ?? DEFAULT_MAX_MSG_SIZE,
    pinUvAuthProtocols:
      getOptionalIntegers(map, MEMBER.pinUvAuthProtocols) ?? (options.has('clientPin') ? [1] : []),
    maxCredentialCountInList: getOptionalInteger(map, MEMBER.maxCredentialCountInList),
    maxCredentialIdLength: getOptionalInteger(map, MEMBER.maxCredentialIdLength),
    transports: getOptionalTexts(map, MEMBER.transports) ?? [],
    algorithms: parseAlgorithms(map, MEMBER.algorithms),
    maxSerializedLargeBlobArray: getOptionalInteger(map, MEMBER.maxSerializedLargeBlobArray),
    forcePinChange: getOptionalBoolean(map, MEMBER.forcePINChange) ?? false,
    minPinLength: getOptionalInteger(map, MEMBER.minPINLength) ?? LEAST_MIN_PIN_LENGTH,
    firmwareVersion: getOptionalInteger(map, MEMBER.firmwareVersion),
    maxCredBlobLength: getOptionalInteger(map, MEMBER.maxCredBlobLength),
    maxRpIdsForSetMinPinLength: getOptionalInteger(map, MEMBER.maxRPIDsForSetMinPINLength) ?? 0,
    preferredPlatformUvAttempts: getOptionalInteger(map, MEMBER.preferredPlatformUvAttempts),
    uvModality: getOptionalInteger(map, MEMBER.uvModality),
    certifications: getOptionalMap(map, MEMBER.certifications) ?? new Map(),
    remainingDiscoverableCredentials: getOptionalInteger(
      map,
      MEMBER.remainingDiscoverableCredentials,
    ),
    vendorPrototypeConfigCommands: parseIntegers64(map, MEMBER.vendorPrototypeConfigCommands),
    attestationFormats: getOptionalTexts(map, MEMBER.attestationFormats) ?? ['packed'],
    uvCountSinceLastPinEntry: getOptionalInteger(map, MEMBER.uvCountSinceLastPinEntry),
    longTouchForReset: getOptionalBoolean(map, MEMBER.longTouchForReset) ?? false,
    encIdentifier: getOptionalBytes(map, MEMBER.encIdentifier),
    transportsForReset: getOptionalTexts(map, MEMBER.transportsForReset),
    pinComplexityPolicy: getOptionalBoolean(map, MEMBER.pinComplexityPolicy),
    pinComplexityPolicyUrl: parseTextBytes(map, MEMBER.pinComplexityPolicyURL),
    maxPinLength: getOptionalInteger(map, MEMBER.maxPINLength),
    encCredStoreState: getOptionalBytes(map, MEMBER.encCredStoreState),
    authenticatorConfigCommands: getOptionalIntegers(map, MEMBER.authenticatorConfigCommands),
    unknown: new Map([...map].filter(([key]) => !KNOWN_MEMBERS.has(key))),
  };
}
