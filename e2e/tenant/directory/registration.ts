import { X509Certificate } from 'node:crypto';
import type { TenantSettings } from '../options.ts';
import { stableGuid } from './stableGuid.ts';

/** A client secret as Graph shows it: never the text itself. */
export interface PasswordCredential {
  readonly displayName: string | null;
  readonly endDateTime: string;
}

/** A certificate; `key` is its DER in base64. */
export interface KeyCredential {
  readonly displayName: string | null;
  readonly endDateTime: string;
  readonly key: string;
}

/**
 * The registration of the backend's application and its service principal, as an administrator would have it in Entra.
 * Tests write to it freely; what a token may follows `permissions`, what signs in follows the tenant's options.
 */
export interface Registration {
  passwordCredentials: readonly PasswordCredential[];
  principalPasswordCredentials: readonly PasswordCredential[];
  keyCredentials: readonly KeyCredential[];
  principalKeyCredentials: readonly KeyCredential[];
  federatedCredentials: readonly { readonly name: string; readonly issuer: string }[];
  /** Ids or names of people. */
  ownerIds: readonly string[];
  principalOwnerIds: readonly string[];
  servicePrincipalType: 'Application' | 'ManagedIdentity';
  /** Names of Microsoft Graph's application permissions that were granted. */
  permissions: readonly string[];
  /** The same of another API. */
  exchangePermissions: readonly string[];
  /** Names of directory roles that the application itself has. */
  directoryRoles: readonly string[];
}

/** Object ids; the application's own id is in the options. */
export const APP_OBJECTS = {
  application: stableGuid('object:application'),
  principal: stableGuid('object:principal'),
  graph: stableGuid('object:Microsoft Graph'),
  exchange: stableGuid('object:Office 365 Exchange Online'),
} as const;

/** Ids of permissions that are published; others get one that is made up. */
const PERMISSION_IDS: Readonly<Record<string, string>> = {
  'UserAuthMethod-Passkey.ReadWrite.All': '0400e371-7db1-4338-a269-96069eb65227',
  'UserAuthMethod-TAP.ReadWrite.All': '627169a8-8c15-451c-861a-5b80e383de5c',
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
  'GroupMember.Read.All': '98830695-27a2-44f7-8c18-0c3ebc9698f6',
  'Application.Read.All': '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30',
  'Policy.Read.ConditionalAccess': '37730810-e9ba-4e46-b07e-8ca78d182097',
};

/** The id of an application permission. */
export function permissionId(name: string): string {
  return PERMISSION_IDS[name] ?? stableGuid(`permission:${name}`);
}

/** The registration as the setup leaves it: the certificates and issuers that sign the backend in, and nothing else. */
export function seedRegistration({ backend }: TenantSettings): Registration {
  return {
    passwordCredentials: [],
    principalPasswordCredentials: [],
    keyCredentials: backend.certificatesPem.map(keyCredentialOf),
    principalKeyCredentials: [],
    federatedCredentials: backend.federated.map(({ issuer, subject }) => ({
      name: subject,
      issuer,
    })),
    ownerIds: [],
    principalOwnerIds: [],
    servicePrincipalType: 'Application',
    permissions: backend.permissions,
    exchangePermissions: [],
    directoryRoles: [],
  };
}

function keyCredentialOf(pem: string): KeyCredential {
  const certificate = new X509Certificate(pem);
  return {
    displayName: 'Keywright backend',
    endDateTime: new Date(certificate.validTo).toISOString(),
    key: certificate.raw.toString('base64'),
  };
}
