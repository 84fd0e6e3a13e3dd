import { createPrivateKey, X509Certificate } from 'node:crypto';
import { Secret } from '#bff/log/secret.ts';
import type { SettingReader } from './settingReader.ts';

const LEAST_RSA_BITS = 2048;
const DAY_MS = 86_400_000;
const WARN_DAYS = 30;

/** How the backend proves to Entra which application it is, by what it has itself. */
export type ClientCredential =
  | { readonly kind: 'federated'; readonly clientId: string; readonly tokenFile: string }
  | {
      readonly kind: 'certificate';
      readonly clientId: string;
      /** SHA-256 of the certificate, hex. */
      readonly thumbprintSha256: string;
      /** PKCS#8 PEM. */
      readonly privateKey: Secret<string>;
    }
  | { readonly kind: 'secret'; readonly clientId: string; readonly secret: Secret<string> };

/** The same for the application with the Graph permissions, which may also be a managed identity. */
export type GraphCredential =
  | ClientCredential
  | { readonly kind: 'managedIdentity'; readonly clientId: string | null };

const CREDENTIAL_SETTINGS = [
  'GRAPH_MANAGED_IDENTITY',
  'GRAPH_FEDERATED_TOKEN_FILE',
  'GRAPH_CERTIFICATE_FILE',
  'GRAPH_CLIENT_SECRET',
] as const;

function parseCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function parsePrivateKey(pem: string) {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

/** The settings that name a certificate and its key. */
const CERTIFICATE_SETTINGS = {
  graph: ['GRAPH_CERTIFICATE_FILE', 'GRAPH_PRIVATE_KEY_FILE'],
  api: ['API_CERTIFICATE_FILE', 'API_PRIVATE_KEY_FILE'],
} as const;

/** Reads a certificate with its key; undefined when something is wrong, and noted. */
export function readCertificate(
  settings: SettingReader,
  of: keyof typeof CERTIFICATE_SETTINGS,
  clientId: string,
  now: number,
): ClientCredential | undefined {
  const [certificateFile, keyFile] = CERTIFICATE_SETTINGS[of];
  const certificatePem = settings.getFile(certificateFile);
  const keyPem = settings.getFile(keyFile);
  if (certificatePem === undefined) return undefined;
  if (keyPem === undefined) {
    return settings.has(keyFile) ? undefined : settings.refuse(keyFile, 'is missing');
  }
  const certificate = parseCertificate(certificatePem);
  if (certificate === undefined) return settings.refuse(certificateFile);
  const daysLeft = (Date.parse(certificate.validTo) - now) / DAY_MS;
  if (!(daysLeft > 0) || Date.parse(certificate.validFrom) > now) {
    return settings.refuse(certificateFile, 'holds a certificate that is not valid now');
  }
  if (daysLeft < WARN_DAYS) settings.warn(certificateFile, 'ends in less than 30 days');
  const key = parsePrivateKey(keyPem);
  const bits = key?.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key === undefined || key.asymmetricKeyType !== 'rsa' || bits < LEAST_RSA_BITS) {
    return settings.refuse(keyFile);
  }
  if (!certificate.checkPrivateKey(key)) {
    return settings.refuse(keyFile, 'does not belong to the certificate');
  }
  return {
    kind: 'certificate',
    clientId,
    thumbprintSha256: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    privateKey: new Secret(key.export({ type: 'pkcs8', format: 'pem' }).toString()),
  };
}

function readSecret(
  settings: SettingReader,
  clientId: string,
  isAllowed: boolean,
): GraphCredential | undefined {
  const secret = settings.get('GRAPH_CLIENT_SECRET');
  if (secret === undefined) return undefined;
  if (!isAllowed) return settings.refuse('GRAPH_CLIENT_SECRET');
  settings.warn('GRAPH_CLIENT_SECRET', 'is used: a certificate or a managed identity is safer');
  return { kind: 'secret', clientId, secret: new Secret(secret) };
}

/** Reads the one credential for Graph; two are refused, because then nobody knows which one counts. */
export function readGraphCredential(
  settings: SettingReader,
  now: number,
): GraphCredential | undefined {
  const isSecretAllowed = settings.get('ALLOW_CLIENT_SECRET') === true;
  const given = CREDENTIAL_SETTINGS.filter((name) => settings.has(name));
  const [only, second] = given;
  if (only === undefined) {
    return settings.refuse(
      'GRAPH_CERTIFICATE_FILE',
      'is missing, and no other credential for Graph is set',
    );
  }
  if (second !== undefined) {
    return settings.refuse(second, 'is a second credential for Graph; set exactly one');
  }
  if (only === 'GRAPH_MANAGED_IDENTITY') {
    const identity = settings.get(only);
    if (identity === undefined) return undefined;
    return { kind: 'managedIdentity', clientId: identity === 'system' ? null : identity };
  }
  const clientId = settings.get('GRAPH_CLIENT_ID');
  if (clientId === undefined) {
    return settings.has('GRAPH_CLIENT_ID')
      ? undefined
      : settings.refuse('GRAPH_CLIENT_ID', 'is missing');
  }
  if (only === 'GRAPH_CERTIFICATE_FILE') return readCertificate(settings, 'graph', clientId, now);
  if (only === 'GRAPH_CLIENT_SECRET') return readSecret(settings, clientId, isSecretAllowed);
  const tokenFile = settings.get(only);
  if (tokenFile === undefined || settings.getFile(only) === undefined) return undefined;
  return { kind: 'federated', clientId, tokenFile };
}
