import { createPublicKey, X509Certificate } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import type { TenantSettings } from '../options.ts';
import type { World } from '../world.ts';
import { SignInRefusal } from './signInRefusal.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const EXCHANGE_AUDIENCE = 'api://AzureADTokenExchange';

function refuse(aadsts: number, message: string): SignInRefusal {
  return new SignInRefusal('invalid_client', aadsts, message, { status: 401 });
}

/** The token endpoint, under the scheme the client was told: MSAL insists on https in an authority. */
function acceptedAudiences(world: World): string[] {
  const { host } = new URL(world.carried.origin);
  const path = `${host}/${world.settings.tenantId}/oauth2/v2.0/token`;
  return [`http://${path}`, `https://${path}`];
}

/** An application that can prove who it is. */
type Registration = TenantSettings['backend' | 'api'];

async function checkCertificateAssertion(
  world: World,
  { clientId, certificatesPem }: Registration,
  assertion: string,
): Promise<void> {
  const header = decodeProtectedHeader(assertion);
  const thumbprint = header['x5t#S256'];
  const certificate = certificatesPem
    .map((pem) => new X509Certificate(pem))
    .find((known) => {
      const digest = Buffer.from(known.fingerprint256.replaceAll(':', ''), 'hex');
      return digest.toString('base64url') === thumbprint;
    });
  if (!certificate) {
    throw refuse(
      700027,
      'The certificate with identifier used to sign the client assertion is not registered on application.',
    );
  }
  const now = new Date(world.now());
  if (now < new Date(certificate.validFrom) || now > new Date(certificate.validTo)) {
    throw refuse(1000502, 'The provided certificate is not within its validity period.');
  }
  try {
    const { payload } = await jwtVerify(assertion, certificate.publicKey, {
      algorithms: ['PS256'],
      issuer: clientId,
      subject: clientId,
      audience: acceptedAudiences(world),
      requiredClaims: ['exp', 'jti', 'nbf'],
      currentDate: now,
      clockTolerance: 300,
    });
    const lifetime = (payload.exp ?? 0) - (payload.nbf ?? 0);
    if (lifetime > 24 * 3600) throw refuse(700024, 'Client assertion lifetime is too long.');
  } catch (cause) {
    if (cause instanceof SignInRefusal) throw cause;
    throw refuse(700027, 'Client assertion failed signature or claims validation.');
  }
}

async function checkFederatedAssertion(
  world: World,
  { federated }: Registration,
  assertion: string,
): Promise<void> {
  const { iss, sub } = decodeJwt(assertion);
  const trusted = federated.find((f) => f.issuer === iss && f.subject === sub);
  if (!trusted) {
    throw refuse(70021, 'No matching federated identity record found for presented assertion.');
  }
  try {
    await jwtVerify(assertion, createPublicKey(trusted.publicKeyPem), {
      algorithms: ['RS256', 'ES256'],
      issuer: trusted.issuer,
      subject: trusted.subject,
      audience: trusted.audience ?? EXCHANGE_AUDIENCE,
      requiredClaims: ['exp'],
      currentDate: new Date(world.now()),
    });
  } catch {
    throw refuse(700211, 'The presented assertion of the federated issuer is not valid.');
  }
}

/**
 * Proves that the caller is the backend as one of its applications: a PS256 assertion by its certificate, an assertion of a
 * federated issuer, or (only where the option says so) a secret.
 */
export async function authenticateClient(
  world: World,
  form: URLSearchParams,
  registration: Registration,
): Promise<void> {
  if (form.get('client_id') !== registration.clientId) {
    throw new SignInRefusal(
      'unauthorized_client',
      700016,
      'Application was not found in the directory.',
    );
  }
  const assertion = form.get('client_assertion');
  if (assertion !== null) {
    if (form.get('client_assertion_type') !== ASSERTION_TYPE) {
      throw refuse(50027, 'The client_assertion_type is not supported.');
    }
    let issuer: string | undefined;
    try {
      issuer = decodeJwt(assertion).iss;
    } catch {
      throw refuse(50027, 'JWT token is invalid or malformed.');
    }
    const isOwn = issuer === registration.clientId;
    return (isOwn ? checkCertificateAssertion : checkFederatedAssertion)(
      world,
      registration,
      assertion,
    );
  }
  const secret = form.get('client_secret');
  if (secret === null) {
    throw refuse(
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    );
  }
  if (!world.settings.allowClientSecret) {
    throw refuse(7000216, 'Client secrets are blocked for this application by policy.');
  }
  if (registration.secret === undefined || secret !== registration.secret) {
    throw refuse(7000215, 'Invalid client secret provided.');
  }
}
