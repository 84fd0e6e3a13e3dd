import type { RegistrationBody } from '#bff/graph/directory.ts';
import type { Passkey } from '#shared/api/index.ts';
import { fromBase64Url } from '#shared/bytes/base64Url.ts';
import { equal } from '#shared/bytes/equal.ts';
import { fillDisplayName } from '#shared/enrolment/displayName.ts';
import type { EnrolmentState } from '#shared/enrolment/enrolmentState.ts';
import { AppError, GraphError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { decodeCredentialIds } from '#shared/webauthn/credentialId.ts';
import { keyName } from '#shared/webauthn/keyModels.ts';
import { checkCeremony } from './checkCeremony.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import { guardProblem } from './guardProblem.ts';
import { mayBeInvited } from './invitedKey.ts';
import { isHoldersOwn } from './isHoldersOwn.ts';
import { credentialsOf } from './knownCredentials.ts';
import type { OpenEnrolment } from './openEnrolment.ts';
import { passkeysOf } from './passkeysOf.ts';
import { registrarOf } from './registrar.ts';

/** What a refused call may be tried again after, where Graph did not say. */
const RETRY_SECONDS = 30;
/** With less, one request would post until its steps are used up. */
const LEAST_RETRY_SECONDS = 1;
/** Nothing is known of what these left behind: look before anything else. */
const UNKNOWN: readonly FailureCode[] = ['graph_outcome_unknown', 'graph_response_invalid'];
/** Certainly not executed, and may well be another time. */
const NOT_EXECUTED: readonly FailureCode[] = [
  'graph_throttled',
  'graph_unavailable',
  'graph_unauthorized',
];
/** Of the person, for what they do by their own right. */
const SIGN_IN_WANTED: readonly FailureCode[] = ['session_step_up', 'session_expired'];
/** How far Graph's clock may be behind ours when we look for a method by its time. */
const CLOCK_SKEW_MS = 5 * 60_000;

/**
 * Posts the journaled attestation to Graph, once: checked before, journaled before, and whatever comes of it is journaled
 * after. An unknown outcome is left for {@link lookForRegistration}.
 */
export async function registerCredential(
  parts: EnrolmentParts,
  open: OpenEnrolment,
): Promise<void> {
  const { state } = open;
  const problem =
    (await checkCeremony(parts, open)) ??
    (await otherThanInvited(open)) ??
    (await guardProblem(parts, open, isHoldersOwn(open) ? 'registerOwn' : 'register'));
  if (problem !== null) {
    await open.append({ type: 'postRefused', code: problem, graphCode: null });
    return;
  }
  const registrar = registrarOf(parts, open);
  await registrar.prepare();
  const displayName = state.displayName ?? displayNameOf(parts, state);
  const body = bodyOf(state, displayName);
  await open.append({ type: 'postStarted', displayName });
  let graphRequestId: string | undefined;
  try {
    const passkey = await registrar.createPasskey(body, {
      ...(state.options && { usableUntil: state.options.expiresAt }),
      onRequestId: (requestId) => {
        graphRequestId = requestId;
      },
    });
    await open.append(registeredAs(passkey), undefined, { graphRequestId });
  } catch (error) {
    await journalFailure(parts, open, error);
  }
}

/** A key that was read was held against the invitation before anything was done with it; this one first speaks now. */
async function otherThanInvited(open: OpenEnrolment): Promise<FailureCode | null> {
  const { key, credential } = open.state;
  if (key !== null || (await mayBeInvited(open, credential?.aaguid ?? null))) return null;
  return 'key_not_expected';
}

async function journalFailure(
  parts: EnrolmentParts,
  open: OpenEnrolment,
  error: unknown,
): Promise<void> {
  if (!(error instanceof GraphError)) {
    await journalSignInWanted(parts, open, error);
    throw error;
  }
  const { code } = error;
  const facts = { graphRequestId: error.requestId };
  parts.log.warn('enrolment_action_failed', { enrolmentId: open.id, action: 'register', code });
  if (UNKNOWN.includes(code)) return;
  if (NOT_EXECUTED.includes(code)) {
    const asked = error.retryAfterSeconds ?? Math.min(RETRY_SECONDS, parts.settleMs / 1000);
    const seconds = Math.max(asked, LEAST_RETRY_SECONDS);
    const retryAt = new Date(parts.now() + seconds * 1000).toISOString();
    await open.append({ type: 'postNotExecuted', code, retryAt }, undefined, facts);
    return;
  }
  const expiresAt = open.state.options?.expiresAt;
  const isExpired = expiresAt !== undefined && Date.parse(expiresAt) <= parts.now();
  const refusal = {
    type: 'postRefused',
    // Graph has no code of its own for a challenge that ran out on the way.
    code: code === 'graph_bad_request' && isExpired ? 'challenge_expired' : code,
    graphCode: error.graphCode ?? null,
  } as const;
  await open.append(refusal, undefined, facts);
}

/** Between a refused token and the next one Entra wanted more of the person: nothing was sent after the refusal. */
async function journalSignInWanted(
  parts: EnrolmentParts,
  open: OpenEnrolment,
  error: unknown,
): Promise<void> {
  if (!(error instanceof AppError) || !SIGN_IN_WANTED.includes(error.code)) return;
  const retryAt = new Date(parts.now() + LEAST_RETRY_SECONDS * 1000).toISOString();
  await open.append({ type: 'postNotExecuted', code: error.code, retryAt });
}

/** Looks in the directory for a registration whose POST got no answer. */
export async function lookForRegistration(
  parts: EnrolmentParts,
  open: OpenEnrolment,
): Promise<void> {
  const passkeys = await passkeysOf(parts, open.state.holder.id);
  const found = findRegistration(open, passkeys);
  await open.append(found === undefined ? { type: 'absentSeen' } : registeredAs(found));
}

/** Looks in the directory for what the key was found to hold: what is there by now is its holder's own. */
export async function lookForFound(parts: EnrolmentParts, open: OpenEnrolment): Promise<void> {
  const { found, holder } = open.state;
  const passkeys = await passkeysOf(parts, holder.id);
  const live = credentialsOf(passkeys.map(({ id }) => id));
  const credentialIds = (found?.ids ?? []).filter((id) => !live.includes(id));
  await open.append({ type: 'foundAbsent', credentialIds });
}

function registeredAs(passkey: Passkey) {
  return { type: 'registered', methodId: passkey.id, model: passkey.model } as const;
}

/**
 * A method's id is the credential's id in Graph's spelling as far as anybody saw, but no promise: where no id fits, the
 * one new method of this model, with the name we gave it, made since we posted, is ours.
 */
function findRegistration(open: OpenEnrolment, passkeys: readonly Passkey[]): Passkey | undefined {
  const { credential, displayName, methodsBefore } = open.state;
  if (credential === null) return undefined;
  const wanted = fromBase64Url(credential.credentialId);
  const byId = passkeys.find(({ id }) =>
    decodeCredentialIds(id).some((bytes) => equal(bytes, wanted)),
  );
  if (byId !== undefined) return byId;
  const posted = open.entries.find(({ event }) => event.type === 'postStarted');
  const since = Date.parse(posted?.at ?? '') - CLOCK_SKEW_MS;
  const candidates = passkeys.filter(
    (passkey) =>
      !methodsBefore.includes(passkey.id) &&
      passkey.aaguid === credential.aaguid &&
      passkey.displayName === displayName &&
      passkey.createdAt !== null &&
      Date.parse(passkey.createdAt) >= since,
  );
  return candidates.length === 1 ? candidates[0] : undefined;
}

function displayNameOf(parts: EnrolmentParts, state: EnrolmentState): string {
  const { holder, key, profile, credential } = state;
  // A key that was never read is known by its attestation.
  const aaguid = key?.identity.aaguid ?? credential?.aaguid ?? '';
  return fillDisplayName(profile.displayNameTemplate, {
    serial: key?.identity.serial ?? null,
    model: keyName(aaguid, key?.productName ?? '') ?? '',
    upn: holder.userPrincipalName,
    date: new Date(parts.now()).toISOString().slice(0, 10),
    aaguid,
  });
}

function bodyOf({ credential, options }: EnrolmentState, displayName: string): RegistrationBody {
  if (credential === null || options === null) throw new TypeError('There is nothing to post.');
  return {
    displayName,
    publicKeyCredential: {
      id: credential.credentialId,
      response: {
        clientDataJSON: options.clientDataJson,
        attestationObject: credential.attestationObject,
      },
      clientExtensionResults: {},
    },
  };
}
