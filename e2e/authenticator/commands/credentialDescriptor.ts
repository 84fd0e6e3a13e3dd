import type { CborValue } from '#shared/cbor/cborValue.ts';
import { demand } from '../ctapStatus.ts';
import type { Profile } from '../profiles/profile.ts';
import type { StoredCredential } from '../state/keyState.ts';
import { readRequest } from './request.ts';

/** Reads excludeList or allowList. Entries of another type than public-key count, but never match. */
export function readDescriptors(profile: Profile, list: CborValue[]): Uint8Array[] {
  const { maxCredentialCountInList, maxCredentialIdLength } = profile.info;
  demand(list.length <= (maxCredentialCountInList ?? Infinity), 'LIMIT_EXCEEDED');
  const ids: Uint8Array[] = [];
  for (const entry of list) {
    demand(entry instanceof Map, 'CBOR_UNEXPECTED_TYPE');
    const descriptor = readRequest(entry);
    const id = descriptor.required('id', 'bytes');
    if (descriptor.required('type', 'text') !== 'public-key') continue;
    demand(id.length <= (maxCredentialIdLength ?? Infinity), 'LIMIT_EXCEEDED');
    ids.push(id);
  }
  return ids;
}

export function writeDescriptor(credential: StoredCredential): Map<string, CborValue> {
  return new Map<string, CborValue>([
    ['id', credential.credentialId],
    ['type', 'public-key'],
  ]);
}

/** The user entity; names only where the caller may see them. */
export function writeUser(credential: StoredCredential, withNames: boolean): CborValue {
  const user = new Map<string, CborValue>([['id', credential.userId]]);
  if (withNames && credential.userName !== undefined) user.set('name', credential.userName);
  if (withNames && credential.userDisplayName !== undefined) {
    user.set('displayName', credential.userDisplayName);
  }
  return user;
}
