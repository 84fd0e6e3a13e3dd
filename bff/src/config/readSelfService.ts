import { type ClientCredential, readCertificate } from './readGraphCredential.ts';
import type { SettingReader } from './settingReader.ts';

/** By whose right the key of somebody who was invited is registered. */
export type SelfServiceConfig =
  | { readonly mode: 'app' }
  /** Theirs. `credential`: of the application that exposes the API; only it may exchange tokens that were issued for it. */
  | { readonly mode: 'delegated'; readonly credential: ClientCredential };

const OWN_SETTINGS = [
  'API_CERTIFICATE_FILE',
  'API_PRIVATE_KEY_FILE',
  'API_FEDERATED_TOKEN_FILE',
] as const;
const OF_NO_USE = 'is of use with KEYWRIGHT_SELF_SERVICE=delegated only';

/** Reads it; undefined when something is wrong, and noted. */
export function readSelfService(
  settings: SettingReader,
  apiClientId: string | undefined,
  now: number,
): SelfServiceConfig | undefined {
  const mode = settings.get('SELF_SERVICE');
  if (mode !== 'delegated') {
    // Nobody leaves a credential about that is of no use.
    for (const name of OWN_SETTINGS) if (settings.has(name)) settings.refuse(name, OF_NO_USE);
    return mode && { mode };
  }
  if (apiClientId === undefined) return undefined;
  const hasCertificate = settings.has('API_CERTIFICATE_FILE');
  const hasFederated = settings.has('API_FEDERATED_TOKEN_FILE');
  if (hasCertificate && hasFederated) {
    const reason = 'is a second credential of this application; set exactly one';
    return settings.refuse('API_FEDERATED_TOKEN_FILE', reason);
  }
  if (!hasCertificate && !hasFederated) {
    const reason = 'is missing, and no other credential to exchange tokens with is set';
    return settings.refuse('API_CERTIFICATE_FILE', reason);
  }
  const credential = hasCertificate
    ? readCertificate(settings, 'api', apiClientId, now)
    : readFederated(settings, apiClientId);
  return credential && { mode, credential };
}

function readFederated(settings: SettingReader, clientId: string): ClientCredential | undefined {
  const tokenFile = settings.get('API_FEDERATED_TOKEN_FILE');
  if (tokenFile === undefined || settings.getFile('API_FEDERATED_TOKEN_FILE') === undefined) {
    return undefined;
  }
  return { kind: 'federated', clientId, tokenFile };
}
