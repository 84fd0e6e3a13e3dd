import {
  getBytes,
  getInteger,
  getMap,
  getOptionalBoolean,
  getOptionalBytes,
  getOptionalInteger,
  getOptionalMap,
  getOptionalText,
} from '#shared/cbor/cborMap.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { AppError, CborError, CtapError } from '#shared/failure/appError.ts';
import { type CtapCallOptions, type CtapLink, callCtap } from '../ctapCall.ts';
import { CREDENTIAL_MANAGEMENT_SUBCOMMAND as SUB } from '../ctapCommand.ts';
import { authenticateWith, type PinUvAuthToken } from '../pinuv/pinUvAuthToken.ts';
import {
  type CredentialDescriptor,
  parseDescriptor,
  parseUser,
  type UserEntity,
} from './credentialEntities.ts';
import {
  buildCredentialManagementRequest,
  type CredentialManagementCommand,
  type CredentialManagementStep,
  credentialManagementAuthMessage,
  credentialManagementSteps as steps,
} from './credentialManagementRequest.ts';

/** Where credential management goes: the number the key knows it by, and a token with permission `cm`. */
export interface CredentialManagementAccess {
  readonly command: CredentialManagementCommand;
  readonly token: PinUvAuthToken;
}

/** How full the key is. */
export interface CredentialsMetadata {
  readonly existingCredentials: number;
  /** The least that still fits. */
  readonly maxPossibleRemainingCredentials: number;
}

/** An RP that has credentials on the key. */
export interface StoredRp {
  /** 32 bytes; always whole. */
  readonly rpIdHash: Uint8Array;
  /** May be cut short by the key, so compare hashes. Some keys leave it out. */
  readonly rpId: string | undefined;
}

/** A discoverable credential on the key. */
export interface StoredCredential {
  readonly credential: CredentialDescriptor;
  readonly user: UserEntity;
  /** COSE_Key, as it came. */
  readonly publicKey: CborMap | undefined;
  /** 1, 2 or 3. */
  readonly credProtect: number | undefined;
  readonly largeBlobKey: Uint8Array | undefined;
  readonly thirdPartyPayment: boolean | undefined;
}

/** More is not credible for a security key, and bounds the loop on a lying one. */
const MOST_ENTRIES = 10_000;

/** Counts credentials. Wire: subCommand 0x01. @see CTAP 2.3 §6.8.2 */
export async function getCredentialsMetadata(
  link: CtapLink,
  access: CredentialManagementAccess,
  options?: CtapCallOptions,
): Promise<CredentialsMetadata> {
  return parseCredentialsMetadata(await begin(link, access, steps.getCredsMetadata(), options));
}

/** Reads both counts. @throws CborError */
export function parseCredentialsMetadata(map: CborMap): CredentialsMetadata {
  return {
    existingCredentials: getInteger(map, 0x01),
    maxPossibleRemainingCredentials: getInteger(map, 0x02),
  };
}

/**
 * Lists the RPs with discoverable credentials. Wire: subCommands 0x02, then 0x03 without authentication.
 * @returns `[]` for an empty key
 * @see CTAP 2.3 §6.8.3
 */
export async function enumerateRps(
  link: CtapLink,
  access: CredentialManagementAccess,
  options?: CtapCallOptions,
): Promise<StoredRp[]> {
  const next = SUB.enumerateRPsGetNextRP;
  const maps = await enumerate(link, access, steps.enumerateRpsBegin(), next, 0x05, options);
  return maps.map(parseStoredRp);
}

/** Reads one RP. Its name is not read: solo puts the user's name there. @throws CborError */
export function parseStoredRp(map: CborMap): StoredRp {
  const rp = getOptionalMap(map, 0x03);
  return { rpIdHash: getHash(map), rpId: rp && getOptionalText(rp, 'id') };
}

/**
 * Lists the discoverable credentials of one RP. Wire: subCommands 0x04, then 0x05 without authentication.
 * @param rpIdHash 32 bytes
 * @see CTAP 2.3 §6.8.4
 */
export async function enumerateCredentials(
  link: CtapLink,
  access: CredentialManagementAccess,
  rpIdHash: Uint8Array,
  options?: CtapCallOptions,
): Promise<StoredCredential[]> {
  const first = steps.enumerateCredentialsBegin(rpIdHash);
  const next = SUB.enumerateCredentialsGetNextCredential;
  const maps = await enumerate(link, access, first, next, 0x09, options);
  return maps.map(parseStoredCredential);
}

/** Reads one credential. @throws CborError */
export function parseStoredCredential(map: CborMap): StoredCredential {
  return {
    credential: parseDescriptor(getMap(map, 0x07)),
    user: parseUser(getMap(map, 0x06)),
    publicKey: getOptionalMap(map, 0x08),
    credProtect: getOptionalInteger(map, 0x0a),
    largeBlobKey: getOptionalBytes(map, 0x0b),
    thirdPartyPayment: getOptionalBoolean(map, 0x0c),
  };
}

/** Deletes one credential. Wire: subCommand 0x06. @throws CtapError `no_credentials` @see CTAP 2.3 §6.8.5 */
export async function deleteCredential(
  link: CtapLink,
  access: CredentialManagementAccess,
  credential: CredentialDescriptor,
  options?: CtapCallOptions,
): Promise<void> {
  await begin(link, access, steps.deleteCredential(credential), options);
}

/**
 * Replaces the names of a credential's user; the user's id must stay. Wire: subCommand 0x07, not in the preview.
 * @throws CtapError `command_unsupported` (solo) `no_credentials` `key_store_full`
 * @see CTAP 2.3 §6.8.6
 */
export async function updateUserInformation(
  link: CtapLink,
  access: CredentialManagementAccess,
  credential: CredentialDescriptor,
  user: UserEntity,
  options?: CtapCallOptions,
): Promise<void> {
  await begin(link, access, steps.updateUserInformation(credential, user), options);
}

async function begin(
  link: CtapLink,
  access: CredentialManagementAccess,
  step: CredentialManagementStep,
  options: CtapCallOptions | undefined,
): Promise<CborMap> {
  const auth = await authenticateWith(access.token, credentialManagementAuthMessage(step));
  return callCtap(link, buildCredentialManagementRequest(access.command, step, auth), options);
}

async function enumerate(
  link: CtapLink,
  access: CredentialManagementAccess,
  first: CredentialManagementStep,
  nextSubCommand: number,
  totalMember: number,
  options: CtapCallOptions | undefined,
): Promise<CborMap[]> {
  let map: CborMap;
  try {
    map = await begin(link, access, first, options);
  } catch (error) {
    if (error instanceof CtapError && error.code === 'no_credentials') {
      return [];
    }
    throw error;
  }
  const total = getOptionalInteger(map, totalMember) ?? 1;
  if (total < 0 || total > MOST_ENTRIES) {
    throw new AppError('response_invalid', `The key says it holds ${total} entries`);
  }
  const maps: CborMap[] = [];
  while (maps.length < total) {
    maps.push(map);
    if (maps.length < total) {
      const request = buildCredentialManagementRequest(access.command, {
        subCommand: nextSubCommand,
      });
      map = await callCtap(link, request, options);
    }
  }
  return maps;
}

function getHash(map: CborMap): Uint8Array {
  const rpIdHash = getBytes(map, 0x04);
  if (rpIdHash.length !== 32) {
    throw new CborError('An RP ID hash is not 32 bytes');
  }
  return rpIdHash;
}
