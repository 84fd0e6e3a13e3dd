import { sql } from 'drizzle-orm';
import { drawPin } from '#bff/escrow/drawPin.ts';
import { escrowKeyName } from '#bff/escrow/pinEscrow.ts';
import { eventActor } from '#bff/myKeys/eventActor.ts';
import { noteKeyEvent } from '#bff/myKeys/noteKeyEvent.ts';
import { keptWrite } from '#bff/store/keptStatement.ts';
import { inventory } from '#bff/store/schema.ts';
import { allOf } from '#bff/store/transact.ts';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import type { Action, BackendAction } from '#shared/enrolment/action.ts';
import { keyLock } from '#shared/enrolment/keyIdentity.ts';
import { MIN_CHALLENGE_LEFT_MS } from '#shared/enrolment/nextPinAction.ts';
import { policyGap, wantedPolicy } from '#shared/enrolment/policy.ts';
import { pinDisclosure } from '#shared/enrolment/profile.ts';
import { AppError } from '#shared/failure/appError.ts';
import { keyName } from '#shared/webauthn/keyModels.ts';
import { proofChallengeInput } from '#shared/webauthn/proofChallenge.ts';
import { bindKey } from './bindKey.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import { finishGuided, recogniseMethod, removeForbidden } from './guidedActions.ts';
import { offeredAlgorithms } from './offeredAlgorithms.ts';
import type { OpenEnrolment } from './openEnrolment.ts';
import { lookForFound, lookForRegistration, registerCredential } from './registerCredential.ts';
import { registrarOf } from './registrar.ts';
import { clientDataFor, rpIdOf } from './relyingParty.ts';
import { deletePasskey, removeOldKey } from './removeOldKey.ts';

const PROOF_CHALLENGE_BYTES = 32;
const LONGEST_PIN = 63;

/**
 * Does one thing that is the backend's to do.
 * @returns an action for somebody else that this brought up, or undefined to ask again.
 * @throws GraphError when the directory did not do its part; nothing is lost by asking again later.
 */
export async function performBackendAction(
  parts: EnrolmentParts,
  open: OpenEnrolment,
  action: BackendAction,
): Promise<Action | undefined> {
  switch (action.kind) {
    case 'bindKey':
      return bindKey(parts, open);
    case 'startReset':
      await open.append({ type: 'resetStarted' });
      break;
    case 'recordReset':
      await open.append({ type: 'resetDone' });
      break;
    case 'escrowPin':
      await escrowPin(parts, open);
      break;
    case 'startPin':
      await open.append({ type: 'pinSetStarted' });
      break;
    case 'issueOptions':
      await issueOptions(parts, open);
      break;
    case 'register':
      await registerCredential(parts, open);
      break;
    case 'lookForRegistration':
      await lookForRegistration(parts, open);
      break;
    case 'lookForFound':
      await lookForFound(parts, open);
      break;
    case 'voidCredential':
      await open.append({ type: 'credentialVoided', code: action.code });
      break;
    case 'askProof':
      await askProof(parts, open);
      break;
    case 'recordPolicy':
      await recordPolicy(open);
      break;
    case 'removeOldKey':
      return removeOldKey(parts, open, action.methodId);
    case 'undoRegistration':
      await open.noteIntent('undoRegistration', { methodId: action.methodId });
      await open.append(
        { type: 'registrationUndone', code: action.code },
        undefined,
        await deletePasskey(parts, open.state.holder.id, action.methodId),
      );
      break;
    case 'recogniseMethod':
      await recogniseMethod(open, action.method);
      break;
    case 'removeForbidden':
      await removeForbidden(parts, open, action);
      break;
    case 'finish':
      await (open.state.guided === null ? finish : finishGuided)(parts, open);
      break;
    case 'rollBack':
      await open.append({ type: 'rolledBack', code: action.code, left: action.left });
      break;
  }
  return undefined;
}

/** One PIN for an enrolment, used again on every try: nobody has seen it. */
async function escrowPin(parts: EnrolmentParts, open: OpenEnrolment): Promise<void> {
  const { profile, key: bound, holder } = open.state;
  if (profile.pin.source !== 'random' || bound === null) throw new TypeError('No PIN to draw.');
  // A minimum that somebody raised before stands even where the profile asks for less.
  const length = Math.min(Math.max(profile.pin.length, open.key?.minPinLength ?? 0), LONGEST_PIN);
  const pin = drawPin({ ...profile.pin, length }, (count) => parts.crypto.randomBytes(count));
  const escrowId = parts.newId();
  const owner = {
    enrolmentId: open.id,
    holderId: holder.id,
    keyName: escrowKeyName(bound.identity),
  };
  await open.append({ type: 'pinEscrowed', escrowId }, (queries) =>
    parts.escrow.seal(queries, owner, {
      id: escrowId,
      pin,
      disclosure: pinDisclosure(profile.pin) ?? 'holderOnly',
      at: new Date(parts.now()),
    }),
  );
}

async function issueOptions(parts: EnrolmentParts, open: OpenEnrolment): Promise<void> {
  const { challengeMinutes } = open.state;
  const { options, expiresAt } = await registrarOf(parts, open).creationOptions({
    ...(challengeMinutes !== null && { challengeMinutes }),
  });
  if (offeredAlgorithms(options).length === 0) {
    throw new AppError('algorithm_unsupported', 'Entra offers no algorithm that keys prove by');
  }
  if (Date.parse(expiresAt) - parts.now() < MIN_CHALLENGE_LEFT_MS) {
    // Asking again at once would give the same: our clock is wrong, or the tenant's.
    throw new AppError('challenge_expired', 'the challenge came with too little time left');
  }
  await open.append({
    type: 'optionsIssued',
    options: JSON.stringify(options),
    clientDataJson: clientDataFor('webauthn.create', options.challenge, options.rp.id),
    expiresAt,
    isMakingAnnounced: true,
  });
}

async function askProof(parts: EnrolmentParts, open: OpenEnrolment): Promise<void> {
  const random = parts.crypto.randomBytes(PROOF_CHALLENGE_BYTES);
  const isBrowsers = open.state.way !== 'webhid';
  const challenge = isBrowsers ? parts.crypto.sha256(proofChallengeInput(random)) : random;
  const clientDataJson = clientDataFor(
    'webauthn.get',
    toBase64Url(challenge),
    rpIdOf(open.state.options),
  );
  await open.append({
    type: 'proofAsked',
    clientDataJson,
    ...(isBrowsers && { nonce: toBase64Url(random) }),
  });
}

async function recordPolicy(open: OpenEnrolment): Promise<void> {
  const { key, state } = open;
  if (state.way !== 'webhid') {
    const skipped = wantedPolicy(state.profile);
    return open.append({ type: 'policyApplied', key: null, skipped });
  }
  if (key === null) throw new TypeError('There is no key to record.');
  const { impossible } = policyGap(state.profile, key);
  await open.append({ type: 'policyApplied', key, skipped: impossible });
}

const inventoryLine = keptWrite('insert', inventory, (queries) => {
  const { placeholder } = sql;
  return queries.insert(inventory).values({
    enrolmentId: placeholder('enrolmentId'),
    holderId: placeholder('holderId'),
    serial: placeholder('serial'),
    aaguid: placeholder('aaguid'),
    keyLock: placeholder('keyLock'),
    credentialId: placeholder('credentialId'),
    methodId: placeholder('methodId'),
    displayName: placeholder('displayName'),
    model: placeholder('model'),
    productName: placeholder('productName'),
    state: 'live',
    createdAt: placeholder('at'),
  });
});

async function finish(parts: EnrolmentParts, open: OpenEnrolment): Promise<void> {
  const { key, credential, holder, methodId, displayName, model } = open.state;
  if (credential === null || methodId === null) {
    throw new TypeError('There is nothing to finish.');
  }
  const at = new Date(parts.now());
  const serial = key?.identity.serial ?? null;
  const { aaguid } = credential;
  const productName = keyName(aaguid, key?.productName ?? '') ?? '';
  await open.append({ type: 'finished' }, async (queries) => {
    const line = queries.run(inventoryLine, {
      ...{ enrolmentId: open.id, holderId: holder.id, serial, aaguid },
      keyLock: key && keyLock(key.identity),
      ...{ credentialId: credential.credentialId, methodId, displayName: displayName ?? '' },
      ...{ model, productName, at },
    });
    await allOf([
      line,
      // Only now, with the key proven and its policy read back, may the holder see the PIN.
      parts.escrow.release(queries, open.id),
      noteKeyEvent(parts, queries, {
        kind: 'bound',
        ...{ holderId: holder.id, methodId, enrolmentId: open.id },
        key: { productName, serial },
        ...eventActor(open),
      }),
    ]);
  });
}
