import { eq } from 'drizzle-orm';
import { inventory } from '#bff/store/schema.ts';
import { fromBase64Url } from '#shared/bytes/base64Url.ts';
import type { EnrolmentState } from '#shared/enrolment/enrolmentState.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { formatAaguid } from '#shared/webauthn/aaguid.ts';
import {
  type AttestationObject,
  parseAttestationObject,
} from '#shared/webauthn/attestationObject.ts';
import { CeremonyError } from '#shared/webauthn/ceremonyError.ts';
import { parseClientData } from '#shared/webauthn/clientData.ts';
import { parsePackedStatement } from '#shared/webauthn/packedStatement.ts';
import { chainsToRoot } from './attestationChain.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import { offeredAlgorithms } from './offeredAlgorithms.ts';
import type { OpenEnrolment } from './openEnrolment.ts';
import { isFramed, isSameChallenge, originOf, parseOptions } from './relyingParty.ts';

/** Reads the library that checks ceremonies: a quarter of a start, so it is read when the backend listens already. */
export const loadCeremonyLibrary = () => import('@simplewebauthn/server');

/**
 * Checks a whole registration before Graph sees any of it: what a relying party checks, what we know of the key, and
 * what profile and tenant allow.
 * @returns why it must not be posted, or null.
 * @throws GraphError when the tenant's policy cannot be read.
 * @see WebAuthn L3 §7.1
 */
export async function checkCeremony(
  parts: EnrolmentParts,
  { state, queries }: Pick<OpenEnrolment, 'state' | 'queries'>,
): Promise<FailureCode | null> {
  const { credential, options, key, profile } = state;
  if (credential === null || options === null) {
    throw new TypeError('There is no ceremony to check.');
  }
  if (!(await isValid(state))) return 'ceremony_invalid';
  const attestation = parseAttestationObject(fromBase64Url(credential.attestationObject));
  const attested = attestation.authenticatorData.attestedCredentialData;
  if (attested === undefined) return 'ceremony_invalid';
  const aaguid = formatAaguid(attested.aaguid);
  // The key said in getInfo what model it is. What it signs must say the same.
  if (key !== null && aaguid !== key.identity.aaguid) return 'key_not_genuine';
  const allowed = profile.allowedAaguids;
  if (allowed.length > 0 && !allowed.includes(aaguid)) return 'model_not_allowed';
  const [known] = await queries
    .select({ id: inventory.enrolmentId })
    .from(inventory)
    .where(eq(inventory.credentialId, credential.credentialId));
  if (known !== undefined) return 'ceremony_invalid';
  const trust = attestationTrust(parts, attestation);
  if (profile.requireTrustedAttestation && trust !== 'trusted') {
    return trust === 'none' ? 'attestation_required' : 'attestation_untrusted';
  }
  // Without roots of our own it is for Entra to say whether it knows the chain.
  const isAttested =
    trust === 'trusted' || (trust === 'untrusted' && parts.attestationRoots.length === 0);
  return parts.directory.isModelAllowed(state.holder.id, aaguid, isAttested);
}

async function isValid({ credential, options }: EnrolmentState): Promise<boolean> {
  if (credential === null || options === null) return false;
  const asked = parseOptions(options);
  const id = credential.credentialId;
  const { verifyRegistrationResponse } = await loadCeremonyLibrary();
  try {
    const { verified } = await verifyRegistrationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: options.clientDataJson,
          attestationObject: credential.attestationObject,
        },
        clientExtensionResults: {},
      },
      expectedChallenge: (challenge) => isSameChallenge(challenge, asked.challenge),
      expectedOrigin: originOf(asked.rp.id),
      expectedRPID: asked.rp.id,
      expectedType: 'webauthn.create',
      requireUserPresence: true,
      requireUserVerification: true,
      supportedAlgorithmIDs: offeredAlgorithms(asked),
    });
    return verified && !isFramed(parseClientData(fromBase64Url(options.clientDataJson)));
  } catch (error) {
    // The library throws for everything that is wrong, and TypeErrors on malformed input.
    if (error instanceof AppError && !(error instanceof CeremonyError)) throw error;
    return false;
  }
}

/** `none` covers self attestation: there is nothing about the model in it. */
function attestationTrust(
  parts: EnrolmentParts,
  { fmt, attStmt }: AttestationObject,
): 'none' | 'untrusted' | 'trusted' {
  if (fmt !== 'packed') return 'none';
  const { x5c } = parsePackedStatement(attStmt);
  if (x5c === undefined) return 'none';
  return chainsToRoot(x5c, parts.attestationRoots, new Date(parts.now())) ? 'trusted' : 'untrusted';
}
