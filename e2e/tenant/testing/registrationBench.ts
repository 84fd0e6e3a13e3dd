import { fromHex } from '#shared/bytes/hex.ts';
import type { TenantOptions } from '../options.ts';
import { type Answer, type GraphClient, graphClient } from './graphClient.ts';
import { type Issued, issueCertificate } from './testCertificate.ts';
import { makeRegistration, type RegistrationWish, TEST_AAGUID } from './testKey.ts';

/** The holder that test registrations are for. */
export const HOLDER = 'aiko.tanaka@contoso.example';
export const METHODS = `/v1.0/users/${HOLDER}/authentication/fido2Methods`;
export const AAGUID_BYTES = fromHex(TEST_AAGUID.replaceAll('-', ''));

/** A tenant with a root it trusts and a key certified below that root. */
export interface RegistrationBench extends GraphClient {
  readonly root: Issued;
  readonly leaf: Issued;
  challengeFor(user?: string): Promise<string>;
  register(wish?: Partial<RegistrationWish>): Promise<Answer>;
  /** Changes the tenant's default passkey profile. */
  changeProfile(change: Record<string, unknown>): void;
}

const root = issueCertificate({ isCa: true, subject: { CN: 'Test root' } });
const leaf = issueCertificate({ issuer: root, aaguid: AAGUID_BYTES });

/** Sets everything up for registrations. */
export async function registrationBench(options: TenantOptions = {}): Promise<RegistrationBench> {
  const client = await graphClient({ attestationRootsPem: [root.pem], ...options });
  const challengeFor = async (user = HOLDER) => {
    const path = `/v1.0/users/${user}/authentication/fido2Methods/creationOptions`;
    const { challenge } = (await client.get(path)).body['publicKey'] as { challenge: string };
    return challenge;
  };
  return {
    ...client,
    root,
    leaf,
    challengeFor,
    register: async (wish = {}) => {
      const challenge = wish.challenge ?? (await challengeFor());
      return client.call('POST', METHODS, makeRegistration({ ...wish, challenge }));
    },
    changeProfile: (change) => {
      const [profile] = client.tenant.state.policies.fido2.passkeyProfiles;
      if (profile) Object.assign(profile, change);
    },
  };
}
