import { getBytes, getOptionalText, getText } from '#shared/cbor/cborMap.ts';
import type { CborMap } from '#shared/cbor/cborValue.ts';
import { buildParameters } from './parameters.ts';

/** A credential by its id. Transports are of no use to the key and stay out. */
export interface CredentialDescriptor {
  readonly type: string;
  readonly id: Uint8Array;
}

/** The user a credential belongs to; a key may leave out the names and cut them short. */
export interface UserEntity {
  readonly id: Uint8Array;
  readonly name?: string | undefined;
  readonly displayName?: string | undefined;
}

/** The relying party a credential is for. */
export interface RpEntity {
  readonly id: string;
  readonly name?: string | undefined;
}

/** One kind of credential that the relying party takes. */
export interface CredentialParameters {
  readonly type: 'public-key';
  /** COSE algorithm. */
  readonly alg: number;
}

/** Writes a PublicKeyCredentialDescriptor with `id` and `type` only. */
export function buildDescriptor({ id, type }: CredentialDescriptor): CborMap {
  return buildParameters(['id', id], ['type', type]);
}

/** Reads a PublicKeyCredentialDescriptor. @throws CborError */
export function parseDescriptor(map: CborMap): CredentialDescriptor {
  return { id: getBytes(map, 'id'), type: getText(map, 'type') };
}

/** Writes a PublicKeyCredentialUserEntity. */
export function buildUser({ id, name, displayName }: UserEntity): CborMap {
  return buildParameters(['id', id], ['name', name], ['displayName', displayName]);
}

/** Reads a PublicKeyCredentialUserEntity; most keys give only the id. @throws CborError */
export function parseUser(map: CborMap): UserEntity {
  return {
    id: getBytes(map, 'id'),
    name: getOptionalText(map, 'name'),
    displayName: getOptionalText(map, 'displayName'),
  };
}
