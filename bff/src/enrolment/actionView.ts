import type { ActionView, SealedPin } from '#shared/api/index.ts';
import { fromBase64Url, toBase64Url } from '#shared/bytes/base64Url.ts';
import type { Action } from '#shared/enrolment/action.ts';
import type { EnrolmentState, IssuedOptions } from '#shared/enrolment/enrolmentState.ts';
import { knownCredentialIds } from '#shared/enrolment/leftovers.ts';
import { policyGap } from '#shared/enrolment/policy.ts';
import type { Way } from '#shared/enrolment/way.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import { credentialsOf, credentialsOfHolder } from './knownCredentials.ts';
import { offeredAlgorithms } from './offeredAlgorithms.ts';
import type { EnrolmentRow, OpenEnrolment } from './openEnrolment.ts';
import { sealedNewPin, sealedPinHash } from './pinSession.ts';
import { parseOptions, rpIdOf } from './relyingParty.ts';

/** Entra's words for the levels of credProtect. @see CTAP 2.3 §12.1 */
const CRED_PROTECT_LEVELS: Readonly<Record<string, number>> = {
  userVerificationOptional: 1,
  userVerificationOptionalWithCredentialIDList: 2,
  userVerificationRequired: 3,
};

/**
 * Writes an action with everything that the page needs to perform it. Where the PIN is sealed, that includes the
 * platform's side of the PIN protocol; where the key agreement for it is not known, the key is to be read first.
 * @throws AppError `escrow_unreadable`, `crypto_invalid`.
 */
export async function actionView(
  parts: EnrolmentParts,
  open: OpenEnrolment,
  action: Action,
): Promise<ActionView> {
  const { state } = open;
  if (state.way !== 'webhid') return browserActionView(parts, open, action, state.way);
  const isSealed = state.profile.pin.source === 'random';
  if (isSealed && needsPin(action) && open.row.keyPeer === null) {
    return readKeyView(state, open.row, knownCredentialIds(state));
  }
  const sealed = async (): Promise<SealedPin | null> =>
    isSealed ? sealedPinHash(parts, open) : null;
  switch (action.kind) {
    case 'setPin':
      return { kind: 'setPin', sealed: isSealed ? await sealedNewPin(parts, open) : null };
    case 'makeCredential':
      return { ...makeCredentialView(parts, open), sealed: await sealed() };
    case 'prove': {
      const { credential, proofClientDataJson } = state;
      if (credential === null || proofClientDataJson === null) {
        throw new TypeError('There is nothing to prove.');
      }
      return {
        kind: 'prove',
        sealed: await sealed(),
        rpId: rpIdOf(state.options),
        credentialId: credential.credentialId,
        clientDataHash: hashOf(parts, proofClientDataJson),
      };
    }
    case 'applyPolicy':
      return { ...applyPolicyView(open), sealed: await sealed() };
    case 'findCredentials':
      return { ...findCredentialsView(state), sealed: await sealed() };
    case 'removeCredential':
      return {
        kind: 'removeCredential',
        sealed: await sealed(),
        credentialId: action.credentialId,
      };
    default:
      return plainActionView(parts, state, open.row, action);
  }
}

/** The same where the browser itself speaks to the key. */
function browserActionView(
  parts: EnrolmentParts,
  { state, row }: OpenEnrolment,
  action: Action,
  way: Exclude<Way, 'webhid'>,
): ActionView {
  const { options, credential, proofNonce } = state;
  if (action.kind === 'makeCredential' && options !== null) {
    return {
      kind: 'createInBrowser',
      way,
      options: browserOptions(options),
      expiresAt: options.expiresAt,
      tries: state.unheardTries,
    };
  }
  if (action.kind === 'prove' && credential !== null && proofNonce !== null) {
    return {
      kind: 'proveInBrowser',
      way,
      rpId: rpIdOf(options),
      credentialId: credential.credentialId,
      nonce: proofNonce,
    };
  }
  return plainActionView(parts, state, row, action);
}

/**
 * Writes an action that takes nothing but the journal: all that can come up while no key is known. What the backend has
 * to do and nobody asked it to yet shows as waiting, since asking again does it.
 */
export function plainActionView(
  parts: Pick<EnrolmentParts, 'now'>,
  state: EnrolmentState,
  row: EnrolmentRow,
  action: Action,
): ActionView {
  switch (action.kind) {
    case 'readKey':
      return readKeyView(state, row, action.probe);
    case 'beginCeremony':
    case 'resetKey':
    case 'replugKey':
    case 'done':
      return { kind: action.kind };
    case 'confirmReset':
      return { kind: 'confirmReset', code: action.code };
    case 'wrongKey':
      return { kind: 'wrongKey', expected: action.expected };
    case 'useAnotherKey':
      return { kind: 'useAnotherKey', code: action.code };
    case 'waitForTenant':
      return { kind: 'waitForTenant', until: action.until };
    case 'guide':
      return { kind: 'guide', step: action.step };
    case 'rolledBack':
      return { kind: 'rolledBack', code: action.code, left: action.left };
    default:
      return { kind: 'waitForTenant', until: new Date(parts.now()).toISOString() };
  }
}

/** Graph's own, but for algorithms that nobody here could check a proof by. */
function browserOptions(issued: IssuedOptions): string {
  const asked = parseOptions(issued);
  const offered = offeredAlgorithms(asked);
  const pubKeyCredParams = asked.pubKeyCredParams.filter(({ alg }) => offered.includes(alg));
  return JSON.stringify({ ...asked, pubKeyCredParams });
}

function needsPin(action: Action): boolean {
  return (
    action.kind === 'setPin' ||
    action.kind === 'makeCredential' ||
    action.kind === 'prove' ||
    action.kind === 'applyPolicy' ||
    action.kind === 'findCredentials' ||
    action.kind === 'removeCredential'
  );
}

function readKeyView(
  state: EnrolmentState,
  row: EnrolmentRow,
  probe: readonly string[],
): ActionView {
  const { key, options } = state;
  return {
    kind: 'readKey',
    expected: key?.identity ?? null,
    rpId: rpIdOf(options),
    // Nothing of this enrolment is on a key before it is bound; what the holder had before may be.
    probe: key === null ? credentialsOfHolder(state) : [...probe],
    // Once a key is bound it was not the operator's.
    operatorProbe: key === null ? (row.operatorCredentials ?? []) : [],
  };
}

function makeCredentialView(parts: EnrolmentParts, { state }: OpenEnrolment) {
  if (state.options === null) throw new TypeError('There are no options to make a credential by.');
  const options = parseOptions(state.options);
  const { rp, user, excludeCredentials, extensions } = options;
  const policy = extensions?.['credentialProtectionPolicy'];
  return {
    kind: 'makeCredential',
    clientDataHash: hashOf(parts, state.options.clientDataJson),
    rp: { id: rp.id, name: rp.name },
    user: { id: user.id, name: user.name, displayName: user.displayName },
    algorithms: offeredAlgorithms(options),
    // An id that can be read in two ways goes in twice: one that does not exist excludes nothing.
    excludeCredentials: credentialsOf((excludeCredentials ?? []).map(({ id }) => id)),
    hmacSecret: extensions?.['hmacCreateSecret'] === true,
    credProtect: typeof policy === 'string' ? (CRED_PROTECT_LEVELS[policy] ?? null) : null,
    expiresAt: state.options.expiresAt,
    tries: state.unheardTries,
  } as const;
}

function findCredentialsView({ options }: EnrolmentState) {
  if (options === null) throw new TypeError('Without options no credential was made.');
  return {
    kind: 'findCredentials',
    rpId: rpIdOf(options),
    userId: parseOptions(options).user.id,
  } as const;
}

/** Only what is still missing: alwaysUv is a toggle, and a minimum cannot be set twice. */
function applyPolicyView({ state, key }: OpenEnrolment) {
  if (key === null) throw new TypeError('There is no key to configure.');
  const { profile } = state;
  const { missing } = policyGap(profile, key);
  const isMinimumMissing = missing.includes('minPinLength');
  const isForceMissing = missing.includes('forcePinChange');
  return {
    kind: 'applyPolicy',
    alwaysUv: missing.includes('alwaysUv'),
    enterpriseAttestation: missing.includes('enterpriseAttestation'),
    minPinLength: isMinimumMissing ? profile.minPinLength : null,
    // No key says whom it tells its minimum, so the list goes along with whatever else is set by the same command.
    minPinLengthRpIds: isMinimumMissing || isForceMissing ? [...profile.minPinLengthRpIds] : [],
    forcePinChange: isForceMissing,
  } as const;
}

function hashOf(parts: EnrolmentParts, clientDataJson: string): string {
  return toBase64Url(parts.crypto.sha256(fromBase64Url(clientDataJson)));
}
