import type { QuotaOptions } from './scripting/usageQuota.ts';

/** What a test or the demo may say about the tenant. Everything is plain JSON except `now`. */
export interface TenantOptions {
  /** Address used before `listen()`; afterwards the real one. */
  readonly origin?: string;
  readonly tenantId?: string;
  readonly tenantName?: string;
  readonly spa?: { readonly clientId?: string; readonly redirectUris?: readonly string[] };
  readonly api?: ApiRegistration;
  readonly backend?: BackendRegistration;
  /** Client secrets are refused unless this is set, as a tier-0 tenant's policy would do. */
  readonly allowClientSecret?: boolean;
  readonly rpId?: string;
  readonly rpName?: string;
  /** Offers the page that asks for a passkey. Who says so serves this tenant as `https://{rpId}` to the browser, too. */
  readonly passkeySignIn?: boolean;
  /** PEM certificates an attestation chain may end in when attestation is enforced. */
  readonly attestationRootsPem?: readonly string[];
  /** More AAGUIDs that "have a metadata entry": lower-case GUID to model text. */
  readonly models?: Readonly<Record<string, string>>;
  readonly idEncoding?: IdEncoding;
  readonly maximumKeys?: number;
  /** Waited before every answer of sign-in and Graph, never before the control calls. */
  readonly latencyMs?: number;
  readonly userTokenSeconds?: number;
  readonly appTokenSeconds?: number;
  /** How long an extra verification counts; Entra's "every time" means five minutes. */
  readonly stepUpSeconds?: number;
  /** Lets names of passkeys be changed, which Microsoft grants to applications and documents nowhere. */
  readonly renames?: boolean;
  /** How many of the named demo people exist; the first ones are the ones tests rely on. */
  readonly demoPeople?: number;
  /** Members of the big group, generated when first looked at. 0 leaves the group empty. */
  readonly largeGroupSize?: number;
  /** Makes an account in a restricted unit that is there for nothing else. */
  readonly canary?: boolean;
  /** What the backend's application may do; without it as much as it likes. */
  readonly quota?: QuotaOptions;
  /** Without a token the control calls do not exist. */
  readonly controlToken?: string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

interface BackendRegistration {
  readonly clientId?: string;
  readonly certificatesPem?: readonly string[];
  readonly secret?: string;
  readonly federated?: readonly FederatedCredential[];
  readonly permissions?: readonly string[];
}

/** Exposes the scope; with a certificate it may also exchange tokens that were issued for it. */
interface ApiRegistration {
  readonly clientId?: string;
  readonly scope?: string;
  readonly certificatesPem?: readonly string[];
  /** Delegated permissions of Graph that an administrator has consented to. */
  readonly delegated?: readonly string[];
}

interface FederatedCredential {
  readonly issuer: string;
  readonly subject: string;
  readonly audience?: string;
  /** The issuer's public key; the real service would fetch it from the issuer. */
  readonly publicKeyPem: string;
}

/** How credential ids are written in `excludeCredentials`; `mixed` takes all three in turn. */
export type IdEncoding = 'base64url' | 'base64' | 'urlToken' | 'mixed';

/** The ids the demo and the tests share. They name nothing that exists. */
export const DEMO_IDS = {
  tenant: '5b0c7e0a-41f6-4c3e-9a55-2f6d1c8e7a10',
  spa: '0d6f2a34-8f0b-4b7c-8f4e-6a1f4c1b9d21',
  api: '9a3e5c71-2b64-4d18-a0c7-d51b7f3e8c32',
  backend: '3f8b1d92-6c05-4ea9-b7d4-08e2a96c5f43',
} as const;

/** What docs/entra-setup.md asks an administrator to grant the backend, and nothing more. */
export const DEFAULT_PERMISSIONS: readonly string[] = [
  'UserAuthMethod-Passkey.ReadWrite.All',
  'UserAuthMethod-TAP.ReadWrite.All',
  'User.Read.All',
  'GroupMember.Read.All',
  'Policy.Read.AuthenticationMethod',
  'Organization.Read.All',
  'RoleManagement.Read.Directory',
  'AdministrativeUnit.Read.All',
  'PrivilegedEligibilitySchedule.Read.AzureADGroup',
  'User.RevokeSessions.All',
  'Application.Read.All',
  'Policy.Read.ConditionalAccess',
];

/** Options with every default filled in. */
export interface TenantSettings {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly spa: { readonly clientId: string; readonly redirectUris: readonly string[] };
  readonly api: {
    readonly clientId: string;
    readonly scope: string;
    readonly certificatesPem: readonly string[];
    readonly federated: readonly FederatedCredential[];
    readonly secret: undefined;
    readonly delegated: readonly string[];
  };
  readonly backend: {
    readonly clientId: string;
    readonly certificatesPem: readonly string[];
    readonly secret: string | undefined;
    readonly federated: readonly FederatedCredential[];
    readonly permissions: readonly string[];
  };
  readonly allowClientSecret: boolean;
  readonly rpId: string;
  readonly rpName: string;
  readonly passkeySignIn: boolean;
  readonly attestationRootsPem: readonly string[];
  readonly models: Readonly<Record<string, string>>;
  readonly maximumKeys: number;
  readonly demoPeople: number;
  readonly largeGroupSize: number;
  readonly canary: boolean;
}

/** Settings a test may change while the tenant runs; `reset()` puts them back. */
export interface LiveSettings {
  idEncoding: IdEncoding;
  latencyMs: number;
  userTokenSeconds: number;
  appTokenSeconds: number;
  stepUpSeconds: number;
  /** Whether names of passkeys can be changed through Graph. */
  renames: boolean;
  /** Whether people may register passkeys of their own through Graph; where not, `/me` answers 405. */
  ownRegistrations: boolean;
  /** The authentication context that a person's token must have to be exchanged; null: none. */
  exchangeContext: string | null;
}

/** Fills in the defaults. */
export function settleOptions(options: TenantOptions): TenantSettings {
  const { backend = {} } = options;
  return {
    tenantId: options.tenantId ?? DEMO_IDS.tenant,
    tenantName: options.tenantName ?? 'Contoso Demo',
    spa: {
      clientId: options.spa?.clientId ?? DEMO_IDS.spa,
      redirectUris: options.spa?.redirectUris ?? ['http://localhost:3000/redirect.html'],
    },
    api: {
      clientId: options.api?.clientId ?? DEMO_IDS.api,
      scope: options.api?.scope ?? 'access_as_user',
      certificatesPem: options.api?.certificatesPem ?? [],
      federated: [],
      secret: undefined,
      delegated: options.api?.delegated ?? [],
    },
    backend: {
      clientId: backend.clientId ?? DEMO_IDS.backend,
      certificatesPem: backend.certificatesPem ?? [],
      secret: backend.secret,
      federated: backend.federated ?? [],
      permissions: backend.permissions ?? DEFAULT_PERMISSIONS,
    },
    allowClientSecret: options.allowClientSecret ?? false,
    rpId: options.rpId ?? 'login.microsoft.com',
    rpName: options.rpName ?? 'Microsoft',
    passkeySignIn: options.passkeySignIn ?? false,
    attestationRootsPem: options.attestationRootsPem ?? [],
    models: options.models ?? {},
    maximumKeys: options.maximumKeys ?? 10,
    demoPeople: options.demoPeople ?? 40,
    largeGroupSize: options.largeGroupSize ?? 1000,
    canary: options.canary ?? false,
  };
}

/** The settings that may change while running, at their starting values. */
export function liveSettings(options: TenantOptions): LiveSettings {
  return {
    idEncoding: options.idEncoding ?? 'base64url',
    latencyMs: options.latencyMs ?? 0,
    // Entra draws 60 to 90 minutes at random; a test wants to know.
    userTokenSeconds: options.userTokenSeconds ?? 4500,
    appTokenSeconds: options.appTokenSeconds ?? 4500,
    stepUpSeconds: options.stepUpSeconds ?? 300,
    renames: options.renames ?? false,
    ownRegistrations: true,
    exchangeContext: null,
  };
}
