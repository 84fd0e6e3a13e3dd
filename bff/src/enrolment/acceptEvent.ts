import type { PageEvent, ReportEvent } from '#shared/api/index.ts';
import { fromBase64Url, toBase64Url } from '#shared/bytes/base64Url.ts';
import { utf8Encode } from '#shared/bytes/utf8.ts';
import { asMap } from '#shared/cbor/cborMap.ts';
import { decodeCbor } from '#shared/cbor/decodeCbor.ts';
import { parseCoseKey } from '#shared/cose/coseKey.ts';
import { afterChange, type KeyChange } from '#shared/enrolment/afterChange.ts';
import { isSameKey } from '#shared/enrolment/keyIdentity.ts';
import { policyGap } from '#shared/enrolment/policy.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { formatAaguid } from '#shared/webauthn/aaguid.ts';
import { parseAttestationObject } from '#shared/webauthn/attestationObject.ts';
import { CeremonyError } from '#shared/webauthn/ceremonyError.ts';
import { parseClientData } from '#shared/webauthn/clientData.ts';
import { verifyAssertion } from '#shared/webauthn/verifyAssertion.ts';
import { currentAction } from './advance.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import { credentialsToKeep } from './knownCredentials.ts';
import { verifyWithNode } from './nodeSignature.ts';
import type { OpenEnrolment } from './openEnrolment.ts';
import { isFramed, rpIdOf } from './relyingParty.ts';

/** After these, what was read of the key may not be so any more. */
const KEY_TO_BE_READ_AGAIN: readonly FailureCode[] = [
  'device_removed',
  'device_timeout',
  'pin_session_lost',
  'pin_auth_invalid',
  'pin_auth_blocked',
  'pin_blocked',
  'pin_not_set',
  'pin_change_required',
  'pin_policy_violation',
  'reset_window_missed',
];

/**
 * Takes in what the page says it did. What cannot be true at this point is refused; what can be checked is checked; the
 * rest is a claim that the next look at the key or the directory confirms.
 * @throws AppError `conflict` when the enrolment does not wait for this, `wrong_key`, `request_invalid`.
 */
export async function acceptEvent(
  parts: EnrolmentParts,
  open: OpenEnrolment,
  body: ReportEvent,
): Promise<void> {
  const { event } = body;
  const { state } = open;
  if (state.end !== null) return;
  if (event.type !== 'keySeen' && event.type !== 'stepFailed') checkKey(open);
  switch (event.type) {
    case 'keySeen':
      return;
    case 'resetConfirmed':
      expect(currentAction(parts, open).kind === 'confirmReset');
      return open.append({ type: 'resetConfirmed' });
    case 'resetDone':
      expect(state.reset === 'started');
      return acceptReset(open);
    case 'pinSet':
      expect(state.pin === 'started' && state.credential === null);
      await open.append({ type: 'pinSet' });
      return changeKey(open, 'pinSet');
    case 'pinRejected':
      expect(state.key !== null);
      return acceptPinRejection(open, event);
    case 'ceremonyReady':
      expect(currentAction(parts, open).kind === 'beginCeremony');
      open.setBrowserReady();
      return;
    case 'credentialStarted':
      expect(currentAction(parts, open).kind === 'makeCredential');
      return open.append({ type: 'credentialStarted' });
    case 'credentialMade':
      expect(state.options !== null && state.credential === null && state.methodId === null);
      return acceptCredential(open, event);
    case 'proved':
      expect(state.methodId !== null && state.proofClientDataJson !== null && !state.proved);
      return acceptProof(parts, open, event);
    case 'policyApplied':
      expect(state.proved && !state.policyApplied && body.key !== undefined);
      return checkPolicy(open);
    case 'credentialsFound':
      expect(currentAction(parts, open).kind === 'findCredentials');
      return acceptFound(open, event);
    case 'credentialRemoved':
      return acceptRemoval(parts, open);
    case 'stepFailed': {
      const action = currentAction(parts, open).kind;
      await open.append({ type: 'stepFailed', action, code: event.code });
      if (KEY_TO_BE_READ_AGAIN.includes(event.code)) await open.forgetKey();
    }
  }
}

/** What happened on another key says nothing about the bound one. */
function checkKey({ key, state }: OpenEnrolment): void {
  if (key === null || state.key === null || isSameKey(key.identity, state.key.identity)) return;
  throw new AppError('wrong_key', 'this was done to another key than the one of the enrolment');
}

function expect(isExpected: boolean): void {
  if (!isExpected) throw unexpected();
}

function unexpected(): AppError {
  return new AppError('conflict', 'the enrolment does not wait for this event');
}

/** Keeps the observation of this plug up to date; without one there is nothing to keep. */
async function changeKey(
  open: OpenEnrolment,
  change: KeyChange,
  detail: Parameters<typeof afterChange>[2] = {},
): Promise<void> {
  if (open.key === null) return;
  const key = afterChange(open.key, change, detail);
  await open.setSession({ keyObservation: key });
  open.setKey(key);
}

async function acceptReset(open: OpenEnrolment): Promise<void> {
  if (open.key?.hasPin) {
    // A reset removes the PIN; a key that still has one was not reset.
    return open.append({ type: 'stepFailed', action: 'resetKey', code: 'response_invalid' });
  }
  await open.append({ type: 'resetDone' });
}

async function acceptPinRejection(
  open: OpenEnrolment,
  { pinRetries }: Extract<PageEvent, { type: 'pinRejected' }>,
): Promise<void> {
  await open.append({ type: 'pinRejected', pinRetries });
  // A wrong PIN makes the key agree on a new secret, so a sealed PIN's session is over (CTAP 2.3 §6.5.5.7).
  if (open.state.profile.pin.source === 'random') return open.forgetKey();
  return changeKey(open, 'pinRejected', { pinRetries });
}

/**
 * The attestation is journaled before anybody judges it: from now on there is a credential on the key, and if it turns
 * out to be no good it has to be found and removed.
 */
async function acceptCredential(
  open: OpenEnrolment,
  { attestationObject, clientDataJson }: Extract<PageEvent, { type: 'credentialMade' }>,
): Promise<void> {
  expectClientData(open, clientDataJson);
  try {
    const { authenticatorData } = parseAttestationObject(fromBase64Url(attestationObject));
    const made = authenticatorData.attestedCredentialData;
    if (made === undefined)
      throw new AppError('ceremony_invalid', 'no credential in the attestation');
    const credentialId = toBase64Url(made.credentialId);
    await open.append({
      type: 'credentialMade',
      credentialId,
      attestationObject,
      ...(clientDataJson !== undefined && { clientDataJson }),
      publicKey: toBase64Url(made.publicKeyBytes),
      aaguid: formatAaguid(made.aaguid),
    });
    await changeKey(open, 'credentialMade', { credentialId });
  } catch (error) {
    const code = ceremonyFailure(error);
    await open.append({ type: 'stepFailed', action: 'makeCredential', code });
    await open.forgetKey();
  }
}

/** What the directory had when the passkey was made, and the one that was registered, is not ours to remove. */
async function acceptFound(
  open: OpenEnrolment,
  event: Extract<PageEvent, { type: 'credentialsFound' }>,
): Promise<void> {
  const kept = credentialsToKeep(open.state);
  // An id has one spelling; what is no id at all is refused here.
  const listed = event.credentialIds.map((id) => toBase64Url(fromBase64Url(id)));
  const credentialIds = listed.filter((id) => !kept.includes(id));
  await open.append({ type: 'credentialsFound', credentialIds });
  await changeKey(open, 'credentialsFound', { credentialIds });
}

async function acceptRemoval(parts: EnrolmentParts, open: OpenEnrolment): Promise<void> {
  const action = currentAction(parts, open);
  if (action.kind !== 'removeCredential') throw unexpected();
  const { credentialId } = action;
  await open.append({ type: 'credentialRemoved', credentialId });
  await changeKey(open, 'credentialRemoved', { credentialId });
}

async function acceptProof(
  parts: EnrolmentParts,
  open: OpenEnrolment,
  event: Extract<PageEvent, { type: 'proved' }>,
): Promise<void> {
  const { credential, proofClientDataJson, options } = open.state;
  if (credential === null || proofClientDataJson === null) throw new TypeError('Nothing to prove.');
  const { clientDataJson } = event;
  expectClientData(open, clientDataJson);
  try {
    if (clientDataJson !== undefined) checkClientData(clientDataJson, proofClientDataJson);
    const assertion = {
      publicKey: parseCoseKey(asMap(decodeCbor(fromBase64Url(credential.publicKey)))),
      authData: fromBase64Url(event.authenticatorData),
      clientDataHash: parts.crypto.sha256(fromBase64Url(clientDataJson ?? proofClientDataJson)),
      signature: fromBase64Url(event.signature),
      rpIdHash: parts.crypto.sha256(utf8Encode(rpIdOf(options))),
      // Proven by PIN: a second touch would say nothing more. A browser asks for it all the same.
      requireUp: clientDataJson !== undefined,
      requireUv: true,
    };
    verifyAssertion(assertion, verifyWithNode);
  } catch (error) {
    ceremonyFailure(error);
    return open.append({ type: 'proofFailed' });
  }
  return open.append({ type: 'proved' });
}

/** A browser writes the client data itself; over WebHID it is the backend's own. */
function expectClientData({ state }: OpenEnrolment, clientDataJson: string | undefined): void {
  expect((clientDataJson === undefined) === (state.way === 'webhid'));
}

/** @throws CeremonyError when the browser signed something else than it was asked to. */
function checkClientData(written: string, asked: string): void {
  const made = parseClientData(fromBase64Url(written));
  const wanted = parseClientData(fromBase64Url(asked));
  const isWanted =
    made.type === wanted.type &&
    made.challenge === wanted.challenge &&
    made.origin === wanted.origin &&
    !isFramed(made);
  if (!isWanted) throw new CeremonyError('the browser signed other client data');
}

/** What a wrong answer of the key counts as. Anything else that went wrong is not the key's doing and goes on. */
function ceremonyFailure(error: unknown): FailureCode {
  const codes: readonly FailureCode[] = [
    'ceremony_invalid',
    'cbor_invalid',
    'request_invalid',
    'algorithm_unsupported',
    'proof_failed',
  ];
  if (error instanceof AppError && codes.includes(error.code)) {
    return error.code === 'request_invalid' ? 'ceremony_invalid' : error.code;
  }
  throw error;
}

/** The key was read after the change; where it says that the policy does not hold, the step failed. */
async function checkPolicy(open: OpenEnrolment): Promise<void> {
  const { key, state } = open;
  if (key !== null && policyGap(state.profile, key).missing.length > 0) {
    await open.append({ type: 'stepFailed', action: 'applyPolicy', code: 'response_invalid' });
  }
}
